"""Long trials: `bin/trial NAME`. What they found, and at which commit, is kept in trials/results."""
