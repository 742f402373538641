//! One person's two halves side by side, in whatever order. It moves lines and leaves none out.

use crate::plan::{Plan, moves};

/// For each line of a plan the other half of its person's move; empty where nobody moves.
pub(super) fn others(plan: &Plan, lines: usize) -> Vec<Option<u32>> {
    let moves = moves(plan);
    if moves.is_empty() {
        return Vec::new();
    }
    let mut others = vec![None; lines];
    for one in moves {
        for (half, other) in [(one.leaver, one.newcomer), (one.newcomer, one.leaver)] {
            if let Some(known) = others.get_mut(half as usize) {
                *known = Some(other);
            }
        }
    }
    others
}

/// Puts the second half of each move right behind the first, where both are among the lines.
pub(super) fn side_by_side(lines: Vec<u32>, others: &[Option<u32>]) -> Vec<u32> {
    if others.is_empty() {
        return lines;
    }
    let mut waiting = vec![false; others.len()];
    for line in &lines {
        waiting[*line as usize] = true;
    }
    let mut beside = Vec::with_capacity(lines.len());
    for line in lines {
        if !std::mem::take(&mut waiting[line as usize]) {
            continue;
        }
        beside.push(line);
        let other = others[line as usize];
        if let Some(other) = other.filter(|other| std::mem::take(&mut waiting[*other as usize])) {
            beside.push(other);
        }
    }
    beside
}
