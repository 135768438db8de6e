//! What each action does.

use super::selecting;
use crate::app::action::Action;
use crate::app::i18n::{LanguagePreference, words};
use crate::app::panels::overlay::Overlay;
use crate::app::panels::{Tab, Take};
use crate::app::payload::Payload;
use crate::app::samples::Sample;
use crate::app::shell::Shell;
use crate::document::Document;
use crate::editing::arrange::{Alignment, Axis};
use crate::editing::layout::Style;
use crate::editing::pieces::Piece;
use crate::model::{LinkId, Map, Object, Scenario};

impl Shell {
    /// Does what `action` says.
    pub(super) fn act(&mut self, ctx: &egui::Context, action: Action) {
        let state = &mut self.state;
        match action {
            Action::New => self
                .files
                .replace(Document::new(Map::new(words().files.untitled)), state, ctx),
            Action::Open => self.files.open(state, ctx),
            Action::Import => self.files.import(state, ctx),
            Action::NewFromTemplate => self.files.replace_by(Sample::Empty, state, ctx),
            Action::OpenReference => self.files.replace_by(Sample::Reference, state, ctx),
            Action::OpenTwoShops => self.files.replace_by(Sample::TwoShops, state, ctx),
            Action::OpenPayments => self.files.replace_by(Sample::Payments, state, ctx),
            Action::OpenAppStores => self.files.replace_by(Sample::AppStores, state, ctx),
            Action::OpenSuperApp => self.files.replace_by(Sample::SuperApp, state, ctx),
            Action::Save => self.files.save(state, ctx),
            Action::SaveAs => self.files.save_as(state, ctx),
            Action::Revert => self.files.revert(),
            Action::Compare => self.files.compare(state, ctx),
            Action::CopyMapPicture => self.copy_map(ctx),
            Action::SharePicture => self.files.share_picture(state, ctx),
            Action::ShareReport => self.files.share_report(state, ctx),
            Action::ShareNetwork => self.files.share_network(state, ctx),
            Action::HelpPages => self.panels.help.open(),
            Action::Tour => self.panels.tour.begin(),
            Action::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Action::Undo => state.step_back(ctx),
            Action::Redo => state.step_forward(ctx),
            Action::ToggleLinks => {
                let links: Vec<LinkId> = state.context(&self.theme).selected_links().cloned().collect();
                state.toggle_links(&links);
            }
            Action::SelectAll => state.selection = selecting::everything(state.map()),
            Action::SelectCompany => state.selection = state.of_companies(),
            Action::SelectKind => state.selection = state.of_kinds(),
            Action::Deselect => state.selection.clear(),
            Action::Delete => state.delete_selection(),
            Action::Commands => self.panels.overlay = Overlay::commands(),
            Action::Shortcuts => self.panels.overlay = Overlay::Shortcuts,
            Action::Copy => drop(self.copy(ctx)),
            Action::Cut => {
                // What is nowhere else stays on the map.
                if self.copy(ctx) {
                    self.state.cut_selection();
                }
            }
            // The text comes back as an event.
            Action::Paste => ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste),
            Action::Duplicate => state.duplicate(),
            Action::AddChannel
            | Action::AddPlatform
            | Action::AddMerchants
            | Action::AddPayment
            | Action::AddNote
            | Action::AddFrame => {
                if let Some(what) = action.adds() {
                    self.add_in_view(what, ctx);
                }
            }
            Action::AddMiniProgram => self.add_in_view(Payload::Piece(Piece::MiniProgram), ctx),
            Action::AddWallet => self.add_in_view(Payload::Piece(Piece::Wallet), ctx),
            Action::AddAdSurface => self.add_in_view(Payload::Piece(Piece::AdSurface), ctx),
            Action::AddShop => self.add_in_view(Payload::Piece(Piece::Shop), ctx),
            Action::AddSearchEngine => self.add_in_view(Payload::Piece(Piece::SearchEngine), ctx),
            Action::AddCompany => self.add_company(),
            Action::AddSegment => self.add_segment(),
            Action::AlignLeft => state.align(Alignment::Left),
            Action::AlignCenter => state.align(Alignment::Center),
            Action::AlignRight => state.align(Alignment::Right),
            Action::AlignTop => state.align(Alignment::Top),
            Action::AlignMiddle => state.align(Alignment::Middle),
            Action::AlignBottom => state.align(Alignment::Bottom),
            Action::DistributeAcross => state.distribute(Axis::Across),
            Action::DistributeDown => state.distribute(Axis::Down),
            Action::Gather => state.gather(),
            Action::LayoutLayered => self.lay_out(Style::Layered, ctx),
            Action::LayoutForce => self.lay_out(Style::Force, ctx),
            Action::StopLayout => state.arranging.cancel(),
            Action::Fit => self.canvas.fit(),
            Action::FitSelection => self.canvas.show_all(state.selection.clone()),
            Action::ActualSize => self.canvas.actual_size(),
            Action::ZoomIn => self.canvas.zoom_in(),
            Action::ZoomOut => self.canvas.zoom_out(),
            Action::ShowToday => state.scenario = None,
            Action::NextScenario => state.scenario = state.scenario_beside(1),
            Action::PreviousScenario => state.scenario = state.scenario_beside(-1),
            Action::NewWhatIf => state.new_what_if(
                words().steps.step_new_scenario,
                words().scenarios.what_if,
                Scenario::default(),
            ),
            Action::Find => self.panels.above.find(ctx),
            Action::Present => self.present(ctx),
            Action::ShowSide => state.view.side ^= true,
            Action::MapSettings => {
                state.selection = [Object::Map].into();
                state.view.inspector = true;
            }
            Action::ShowInspector => state.view.inspector ^= true,
            Action::ShowResults => state.view.results ^= true,
            Action::ShowCapture => state.show_tab(Tab::Capture),
            Action::ShowGains => state.show_tab(Tab::Gains),
            Action::ShowWhenOpens => state.show_tab(Tab::WhenOpens),
            Action::ShowFlows => state.show_tab(Tab::Flows),
            Action::ShowCombos => state.show_tab(Tab::Combos),
            Action::ShowDeals => state.show_tab(Tab::Deals),
            Action::ShowTimePath => state.show_tab(Tab::TimePath),
            Action::ShowSensitivity => state.show_tab(Tab::Sensitivity),
            Action::ShowLedger => state.show_tab(Tab::Ledger),
            Action::ShowProblems => state.show_tab(Tab::Problems),
            Action::ShowComparison => state.show_tab(Tab::Comparison),
            Action::ShowBeside => state.switch_beside(),
            Action::CopyResultTable => self.take_shown(Take::CopyTable, ctx),
            Action::CopyResultPicture => self.take_shown(Take::CopyPicture, ctx),
            Action::ExportResultTable => self.take_shown(Take::ExportTable, ctx),
            Action::ExportResultPicture => self.take_shown(Take::ExportPicture, ctx),
            Action::LinkTo => {
                if let Some(Object::Node(node)) = state.selection.first() {
                    self.canvas.link_from(node);
                }
            }
            Action::Rename => {
                if let Some(object) = state.selection.first() {
                    self.canvas.rename(object);
                }
            }
            Action::Straighten => state.straighten_links(),
            Action::ShowMinimap => state.view.minimap ^= true,
            Action::ShowLegend => state.view.legend ^= true,
            Action::Snap => state.view.snap ^= true,
            Action::ShowDots => state.view.dots ^= true,
            Action::SwitchTheme => {
                state.view.theme = match ctx.theme() {
                    egui::Theme::Light => egui::ThemePreference::Dark,
                    egui::Theme::Dark => egui::ThemePreference::Light,
                }
            }
            Action::ThemeLight => state.view.theme = egui::ThemePreference::Light,
            Action::ThemeDark => state.view.theme = egui::ThemePreference::Dark,
            Action::ThemeSystem => state.view.theme = egui::ThemePreference::System,
            Action::LanguageEnglish => state.view.language = LanguagePreference::English,
            Action::LanguageChinese => state.view.language = LanguagePreference::Chinese,
            Action::LanguageSystem => state.view.language = LanguagePreference::System,
        }
    }
}
