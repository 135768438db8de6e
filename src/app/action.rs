//! The actions of fixed form, in one table: their words and shortcuts feed menus and the keyboard.

use egui::{Key, KeyboardShortcut, Modifiers, Rect};

use super::i18n::{Words, words};
use super::keys::{self, Meant, is_covered};
use super::payload::Payload;

/// A menu of the bar at the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Menu {
    File,
    Edit,
    Insert,
    Arrange,
    View,
    Scenario,
    Results,
    Help,
}

impl Menu {
    /// Every menu, in the order of the bar.
    pub const ALL: [Self; 8] = [
        Self::File,
        Self::Edit,
        Self::Insert,
        Self::Arrange,
        Self::View,
        Self::Scenario,
        Self::Results,
        Self::Help,
    ];

    /// What it is called.
    pub fn label(self) -> &'static str {
        let words = words();
        match self {
            Self::File => words.actions.file,
            Self::Edit => words.actions.edit,
            Self::Insert => words.actions.insert,
            Self::Arrange => words.actions.arrange,
            Self::View => words.actions.view,
            Self::Scenario => words.scenarios.scenario,
            Self::Results => words.results.results,
            Self::Help => words.actions.help,
        }
    }

    /// Its actions in groups, between which it has a line.
    pub fn groups(self) -> impl Iterator<Item = &'static [Action]> {
        let own = Action::GROUPS.iter().filter(move |(menu, _)| *menu == self);
        own.map(|(_, actions)| *actions)
    }
}

/// Writes the actions from the table: each block is a group of a menu.
macro_rules! actions {
    ($($menu:ident { $($(#[$doc:meta])* $action:ident => $word:ident, [$($shortcut:expr),*];)* })*) => {
        /// An action that needs nothing but its name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $($($(#[$doc])* $action,)*)*
        }

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &'static [Self] = &[$($(Self::$action,)*)*];

            /// The groups of the table, each with its menu.
            pub const GROUPS: &'static [(Menu, &'static [Self])] =
                &[$((Menu::$menu, &[$(Self::$action,)*]),)*];

            fn word(self, words: &'static Words) -> &'static str {
                match self {
                    $($(Self::$action => words.actions.$word,)*)*
                }
            }

            /// The keys that do it; the first is the one shown.
            pub fn shortcuts(self) -> &'static [KeyboardShortcut] {
                match self {
                    $($(Self::$action => const { &[$($shortcut),*] },)*)*
                }
            }
        }
    };
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}
const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}
const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}
const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

actions! {
    File {
        /// Starts an empty map.
        New => new_map, [ctrl(Key::N)];
        /// Starts a map that has companies and segments.
        NewFromTemplate => new_from_template, [];
        /// Opens a file.
        Open => open, [ctrl(Key::O)];
        /// Makes a map of a table or a network of another program.
        Import => import, [];
    }
    File {
        /// Opens the map of Alibaba and Tencent.
        OpenReference => open_reference, [];
        /// Opens the smallest map.
        OpenTwoShops => open_two_shops, [];
        /// Opens the map of wallets.
        OpenPayments => open_payments, [];
        /// Opens the map of app stores.
        OpenAppStores => open_app_stores, [];
        /// Opens the map of a super-app.
        OpenSuperApp => open_super_app, [];
    }
    File {
        /// Saves to the document's file.
        Save => save, [ctrl(Key::S)];
        /// Saves under another name.
        SaveAs => save_as, [ctrl_shift(Key::S)];
        /// Gives all changes up and goes back to what the file holds.
        Revert => revert, [];
        /// Shows how the map differs from a file.
        Compare => compare, [];
    }
    File {
        /// Copies a picture of the map as it is shown.
        CopyMapPicture => copy_map_picture, [];
        /// Writes a picture of the map to a file.
        SharePicture => share_picture, [];
        /// Writes a page that tells the map and its answers.
        ShareReport => share_report, [];
        /// Writes the map and its flows for other programs.
        ShareNetwork => share_network, [];
    }
    File {
        /// Closes the window.
        Quit => quit, [ctrl(Key::Q)];
    }

    Edit {
        /// Takes the last step back.
        Undo => undo, [ctrl(Key::Z)];
        /// Makes the step last taken back again.
        Redo => redo, [ctrl_shift(Key::Z), ctrl(Key::Y)];
    }
    Edit {
        /// Copies what is selected and deletes it.
        Cut => cut, [ctrl(Key::X)];
        /// Copies what is selected as text.
        Copy => copy, [ctrl(Key::C)];
        /// Adds what was copied, here or in another window.
        Paste => paste, [ctrl(Key::V)];
        /// Copies what is selected beside itself.
        Duplicate => duplicate, [ctrl(Key::D)];
        /// Lets the name of what is selected be typed in place.
        Rename => rename, [plain(Key::F2)];
        /// Deletes what is selected.
        Delete => delete, [plain(Key::Delete), plain(Key::Backspace)];
    }
    Edit {
        /// Selects everything on the canvas.
        SelectAll => select_all, [ctrl(Key::A)];
        /// Selects all that the companies of the selection host.
        SelectCompany => select_company, [ctrl_shift(Key::A)];
        /// Selects all nodes or links of the kinds selected.
        SelectKind => select_kind, [ctrl_shift(Key::K)];
        /// Selects nothing.
        Deselect => deselect, [plain(Key::Escape)];
    }
    Edit {
        /// Finds an object by its name and goes there.
        Find => find, [ctrl(Key::F)];
        /// Lists every command, to be found by typing.
        Commands => commands, [ctrl(Key::K)];
    }

    Insert {
        /// Adds a channel in the middle of what is seen.
        AddChannel => add_channel, [plain(Key::Num1)];
        /// Adds a platform there.
        AddPlatform => add_platform, [plain(Key::Num2)];
        /// Adds merchants there.
        AddMerchants => add_merchants, [plain(Key::Num3)];
        /// Adds a payment there.
        AddPayment => add_payment, [plain(Key::Num4)];
    }
    Insert {
        /// Adds a mini-program with its merchants and their checkout there.
        AddMiniProgram => add_mini_program, [];
        /// Adds a wallet with the merchants that take it there.
        AddWallet => add_wallet, [];
        /// Adds a channel that sells its attention there.
        AddAdSurface => add_ad_surface, [];
        /// Adds a shop with its merchants there.
        AddShop => add_shop, [];
        /// Adds a search engine that leads to platforms there.
        AddSearchEngine => add_search_engine, [];
    }
    Insert {
        /// Adds a note there.
        AddNote => add_note, [plain(Key::N)];
        /// Adds a frame there, or round what is selected.
        AddFrame => add_frame, [plain(Key::F)];
        /// Leads a link from the selected node to one that is then chosen.
        LinkTo => link_to, [plain(Key::L)];
        /// Adds a company, to own and host nodes.
        AddCompany => add_company, [];
        /// Adds a segment of visits.
        AddSegment => add_segment, [];
    }

    Arrange {
        /// Brings the middles of what is selected below the leftmost.
        AlignLeft => align_left, [];
        /// Brings them below each other.
        AlignCenter => align_center, [];
        /// Brings them below the rightmost.
        AlignRight => align_right, [];
        /// Brings them beside the topmost.
        AlignTop => align_top, [];
        /// Brings them beside each other.
        AlignMiddle => align_middle, [];
        /// Brings them beside the lowest.
        AlignBottom => align_bottom, [];
    }
    Arrange {
        /// Spaces them evenly from left to right.
        DistributeAcross => distribute_across, [];
        /// Spaces them evenly from top to bottom.
        DistributeDown => distribute_down, [];
    }
    Arrange {
        /// Leaves the course of the selected links to the canvas again.
        Straighten => straighten, [];
    }
    Arrange {
        /// Brings what the companies of the selection host together.
        Gather => gather, [ctrl(Key::G)];
        /// Lays out all, or what is selected, in layers along the flow.
        LayoutLayered => layout_layered, [ctrl(Key::L)];
        /// Lays out all, or what is selected, by attraction and repulsion.
        LayoutForce => layout_force, [ctrl_shift(Key::L)];
        /// Gives the layout being worked out up.
        StopLayout => stop_layout, [];
    }

    View {
        /// Brings the whole map into view.
        Fit => fit, [ctrl(Key::Num0)];
        /// Brings what is selected into view.
        FitSelection => fit_selection, [ctrl(Key::Num2)];
        /// Shows the map at its own size.
        ActualSize => actual_size, [ctrl(Key::Num1)];
        /// Enlarges.
        ZoomIn => zoom_in, [ctrl(Key::Plus), ctrl(Key::Equals)];
        /// Makes smaller.
        ZoomOut => zoom_out, [ctrl(Key::Minus)];
    }
    View {
        /// Shows or hides the palette and the outline.
        ShowSide => show_side, [ctrl(Key::B)];
        /// Shows the settings of the map in the inspector: companies, segments, units.
        MapSettings => map_settings, [ctrl(Key::Comma)];
        /// Shows or hides the inspector.
        ShowInspector => show_inspector, [ctrl(Key::I)];
        /// Shows or hides the results.
        ShowResults => show_results, [ctrl(Key::J)];
        /// Lets dots run along the links, or stops them.
        ShowDots => show_dots, [];
        /// Shows the whole map small in a corner of the canvas, or not.
        ShowMinimap => show_minimap, [];
        /// Shows how the map is read in a line below the canvas, or not.
        ShowLegend => show_legend, [];
        /// Lets what is moved fall into line with the grid and with what stands near, or not.
        Snap => snap, [];
    }
    View {
        /// Changes from light to dark and back.
        SwitchTheme => switch_theme, [plain(Key::T)];
        /// Always light.
        ThemeLight => theme_light, [];
        /// Always dark.
        ThemeDark => theme_dark, [];
        /// Light or dark as the system is.
        ThemeSystem => theme_system, [];
    }
    View {
        /// Speaks English.
        LanguageEnglish => language_english, [];
        /// Speaks simplified Chinese.
        LanguageChinese => language_chinese, [];
        /// Speaks the system's language.
        LanguageSystem => language_system, [];
    }

    Scenario {
        /// Shows the map as it is today.
        ShowToday => show_today, [plain(Key::Home)];
        /// Shows the scenario after the one shown.
        NextScenario => next_scenario, [plain(Key::PageDown)];
        /// Shows the scenario before the one shown.
        PreviousScenario => previous_scenario, [plain(Key::PageUp)];
    }
    Scenario {
        /// Shows today and every scenario to a room, on the whole screen.
        Present => present, [plain(Key::F5)];
    }
    Scenario {
        /// Makes a new scenario and shows it.
        NewWhatIf => new_what_if, [ctrl_shift(Key::N)];
        /// Opens or closes every selected link in the scenario shown.
        ToggleLinks => toggle_links, [plain(Key::O)];
    }

    Results {
        /// Shows what each company captures and earns.
        ShowCapture => show_capture, [alt(Key::Num1)];
        /// Shows who gains and who loses against today.
        ShowGains => show_gains, [alt(Key::Num2)];
        /// Shows what each link does alone.
        ShowWhenOpens => show_when_opens, [alt(Key::Num3)];
        /// Shows what two companies would agree to open.
        ShowDeals => show_deals, [alt(Key::Num4)];
        /// Shows how long it takes.
        ShowTimePath => show_time_path, [alt(Key::Num5)];
        /// Shows how sure an answer is.
        ShowSensitivity => show_sensitivity, [alt(Key::Num6)];
        /// Shows what the closed links do together.
        ShowCombos => show_combos, [alt(Key::Num7)];
        /// Shows the diagram of flows.
        ShowFlows => show_flows, [alt(Key::Num8)];
        /// Shows who pays whom for what.
        ShowLedger => show_ledger, [alt(Key::Num9)];
        /// Shows what is wrong with the map.
        ShowProblems => show_problems, [alt(Key::Num0)];
        /// Shows how the map differs from another version of it.
        ShowComparison => show_comparison, [alt(Key::Minus)];
    }
    Results {
        /// Shows two results side by side, or one.
        ShowBeside => show_beside, [ctrl_shift(Key::J)];
    }
    Results {
        /// Copies the result shown for a spreadsheet.
        CopyResultTable => copy_result_table, [ctrl_shift(Key::T)];
        /// Copies a picture of the result shown.
        CopyResultPicture => copy_result_picture, [];
        /// Writes the result shown to a file for a spreadsheet.
        ExportResultTable => export_result_table, [];
        /// Writes a picture of the result shown to a file.
        ExportResultPicture => export_result_picture, [];
    }

    Help {
        /// Shows the pages of help.
        HelpPages => help_pages, [];
        /// Shows the window step by step.
        Tour => tour, [];
    }
    Help {
        /// Lists every shortcut.
        Shortcuts => shortcuts, [plain(Key::F1), plain(Key::Questionmark)];
    }
}

impl Action {
    /// What it adds to the map, if it is one of those that a key takes up.
    pub fn adds(self) -> Option<Payload> {
        Some(match self {
            Self::AddChannel => Payload::Channel,
            Self::AddPlatform => Payload::Platform,
            Self::AddMerchants => Payload::Merchants,
            Self::AddPayment => Payload::Payment,
            Self::AddNote => Payload::Note,
            Self::AddFrame => Payload::Frame,
            _ => return None,
        })
    }

    /// What it is called in menus.
    pub fn label(self) -> &'static str {
        self.word(words())
    }
}

/// The actions whose keys were pressed in this frame and that nothing else took, as [`super::keys`] says
/// who gets them.
///
/// `on_canvas` is whether the canvas has the keyboard, `side` where the outline lies, `run` what was typed
/// on the canvas before.
pub fn pressed(ctx: &egui::Context, on_canvas: bool, side: Rect, run: &mut keys::Run) -> Vec<Action> {
    if is_covered(ctx) {
        return Vec::new();
    }
    let typing = ctx.text_edit_focused();
    let meant = if on_canvas { run.next(ctx) } else { Meant::Text };
    let focused = ctx.memory(|memory| memory.focused());
    // Not by its response, which egui would take for the widget being drawn once more.
    let place = focused.and_then(|id| {
        let widget = ctx.viewport(|viewport| viewport.prev_pass.widgets.get(id).copied())?;
        Some(widget.rect.center())
    });
    let selecting = on_canvas || place.is_some_and(|place| side.contains(place));
    let mut keys: Vec<(Action, KeyboardShortcut)> = Action::ALL
        .iter()
        .flat_map(|action| action.shortcuts().iter().map(|keys| (*action, *keys)))
        .filter(|(_, keys)| meant == Meant::Keys || !keys::writes(keys))
        .filter(|(_, keys)| selecting || !keys::changes_selection(keys))
        .filter(|(_, keys)| !on_canvas || meant == Meant::Keys || keys.logical_key != Key::Backspace)
        .filter(|(action, keys)| !typing || (keys.modifiers.any() && !belongs_to_text(*action)))
        .collect();
    // egui lets Ctrl+S match Ctrl+Shift+S and 1 match Alt+1, so the keys with more modifiers are asked
    // first.
    keys.sort_by_key(|(_, keys)| std::cmp::Reverse(keys.modifiers.shift || keys.modifiers.alt));
    ctx.input_mut(|input| {
        keys.into_iter()
            .filter(|(_, keys)| input.consume_shortcut(keys))
            .map(|(action, _)| action)
            .collect()
    })
}

fn belongs_to_text(action: Action) -> bool {
    use Action::{Copy, Cut, Paste, Redo, SelectAll, Undo};
    matches!(action, Undo | Redo | SelectAll | Cut | Copy | Paste)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn every_action_has_a_label() {
        for action in Action::ALL {
            assert!(!action.label().trim().is_empty(), "{action:?}");
        }
    }

    #[test]
    fn every_action_stands_in_one_menu_with_no_other_of_its_name() {
        let in_menus: Vec<Action> = Menu::ALL
            .into_iter()
            .flat_map(Menu::groups)
            .flatten()
            .copied()
            .collect();
        assert_eq!(in_menus.len(), Action::ALL.len());
        let labels: std::collections::HashSet<&str> = in_menus.iter().map(|action| action.label()).collect();
        assert_eq!(labels.len(), in_menus.len());
    }

    #[test]
    fn no_two_actions_share_a_shortcut() {
        let mut owners = HashMap::new();
        for action in Action::ALL {
            for keys in action.shortcuts() {
                let before = owners.insert(*keys, action);
                assert_eq!(before, None, "{keys:?} does {action:?} and another");
            }
        }
        assert!(owners.len() > 10);
    }
}
