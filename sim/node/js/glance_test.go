package js

import (
	"math/rand/v2"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestGlancesAreTheRegularExpressions: each glance sees what the regular expression
// says of which it is the quick twin.
func TestGlancesAreTheRegularExpressions(t *testing.T) {
	glances := []struct {
		sees func(string) bool
		twin *regexp.Regexp
	}{
		{mayEvaluate, regexp.MustCompile(`\beval\b`)},
		{mayBeMasked, regexp.MustCompile(`\basync\b[^\n]*\*|\bfor\s+await\b|\bimport\b`)},
		{mayHaveAsyncMethods, regexp.MustCompile(`\basync\s+(?:[\w$\[#'"]|[^\x00-\x7f])`)},
		{mayHaveTags, regexp.MustCompile("[\\w$)\\]}`\\x80-\\x{10ffff}/'\"]\\s*`")},
	}
	parts := []string{
		"async", "await", "for", "import", "export", "eval", "a", "_", "0", "$", "é", "\xff", " ", "\t", "\n", "\r", "\f", "\v", "\u00a0",
		"*", ".", "(", ")", "[", "]", "{", "}", "`", "'", `"`, "/", "#", "\\", ";",
	}
	seen := make([]int, len(glances))
	for seed := range uint64(20_000) {
		chance := rand.New(rand.NewPCG(seed, 0))
		source := ""
		for range chance.IntN(12) {
			source += parts[chance.IntN(len(parts))]
		}
		for i, g := range glances {
			want := g.twin.MatchString(source)
			require.Equal(t, want, g.sees(source), "seed %d: %q by %s", seed, source, g.twin)
			if want {
				seen[i]++
			}
		}
	}
	for i, g := range glances {
		require.Greater(t, seen[i], 10, g.twin)
	}
}
