//! Where combinations that differ in a few links rest, from which the rest of the next one is guessed.

/// How many of the links that are open a guess leaves out, alone and together: each more halves what
/// there is left to do, and doubles what there is to add.
const ORDER: u32 = 5;

/// Where the combinations of the first links of a row rest, all others being as they are.
///
/// A combination is the bits of a number. That of the open links S is guessed to rest at
///
/// ```text
/// x(S) ≈ Σ_{∅ ≠ U ⊆ T} (−1)^{|U|+1} x(S ∖ U),    T ⊆ S the first five
/// ```
///
/// which is exact where five links or more are open and no five do together what four of them do not: the
/// expansion of x in dividends (Harsanyi 1963), broken off. Combinations told in ascending order are known
/// when needed.
#[derive(Clone, Debug)]
pub struct Rests {
    /// By combination.
    rests: Vec<Option<Vec<f64>>>,
    guess: Vec<f64>,
}

impl Rests {
    /// None known yet, of `links` links.
    pub fn new(links: u32) -> Self {
        Self {
            rests: vec![None; 1 << links],
            guess: Vec::new(),
        }
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.rests.fill(None);
    }

    /// Where `combination` should rest; `None` where too little is known.
    pub fn guess(&mut self, combination: usize) -> Option<&[f64]> {
        let mut left_out = [0usize; ORDER as usize];
        let mut rest = combination;
        let mut count = 0;
        while rest != 0 && count < left_out.len() {
            left_out[count] = rest & rest.wrapping_neg();
            rest ^= left_out[count];
            count += 1;
        }
        if count == 0 {
            return None;
        }
        self.guess.clear();
        for some in 1..1usize << count {
            let links = left_out.iter().enumerate();
            let without = links.filter(|(at, _)| some >> at & 1 == 1);
            let known = without.fold(combination, |bits, (_, link)| bits ^ link);
            let known = self.rests.get(known)?.as_ref()?;
            self.guess.resize(known.len(), 0.0);
            let sign = if some.count_ones() % 2 == 1 { 1.0 } else { -1.0 };
            for (guess, known) in self.guess.iter_mut().zip(known) {
                *guess += sign * known;
            }
        }
        Some(&self.guess)
    }

    /// Takes over where `combination` rests, if it does.
    pub fn keep(&mut self, combination: usize, rest: Option<&[f64]>) {
        if let Some(known) = self.rests.get_mut(combination) {
            *known = rest.map(<[f64]>::to_vec);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where `bits` rests if at most four links do anything together.
    fn rest(bits: usize) -> Vec<f64> {
        let link = |at: usize| f64::from(u8::from(bits >> at & 1 == 1));
        let alone: f64 = (0..7).map(|at| link(at) * (at as f64 + 1.0)).sum();
        let together = link(0) * link(2) * link(3) * link(6) - 4.0 * link(1) * link(2) * link(5);
        vec![alone, alone + together]
    }

    #[test]
    fn what_few_links_do_together_is_guessed() {
        let mut rests = Rests::new(7);
        for bits in 0..1 << 7 {
            if let Some(guess) = rests.guess(bits) {
                let off = guess
                    .iter()
                    .zip(rest(bits))
                    .map(|(guess, rest)| (guess - rest).abs());
                // With fewer open, what they all do together cannot be known.
                let is_exact = bits.count_ones() >= ORDER;
                assert!(!is_exact || off.sum::<f64>() < 1e-12, "{bits:b}: {guess:?}");
            } else {
                assert_eq!(bits, 0);
            }
            rests.keep(bits, Some(&rest(bits)));
        }
    }

    #[test]
    fn beside_the_unknown_nothing_is_guessed() {
        let mut rests = Rests::new(3);
        rests.keep(0b000, Some(&[1.0]));
        rests.keep(0b001, None);
        assert!(rests.guess(0b001).is_some() && rests.guess(0b011).is_none());
        rests.clear();
        assert!(rests.guess(0b001).is_none());
    }
}
