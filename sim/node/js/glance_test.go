package js

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestGlancesAreTheRegularExpressions: each glance sees what the regular expression
// says of which it is the quick twin.
func TestGlancesAreTheRegularExpressions(t *testing.T) {
	glances := []struct {
		sees func(string) bool
		twin *regexp.Regexp
	}{
		{mayEvaluate, regexp.MustCompile(`\beval\b`)},
		{mayExport, regexp.MustCompile(`\bexport\b`)},
		{mayBeMasked, regexp.MustCompile(`\basync\b[^\n]*\*|\bfor\s+await\b|\bimport\b`)},
		{mayHaveAsyncMethods, regexp.MustCompile(`\basync\s+(?:[\w$\[#'"]|[^\x00-\x7f])`)},
		{mayHaveTags, regexp.MustCompile("[\\w$)\\]}`\\x80-\\x{10ffff}/'\"]\\s*`")},
	}
	part := rapid.SampledFrom([]string{
		"async", "await", "for", "import", "export", "eval", "a", "_", "0", "$", "é", "\xff", " ", "\t", "\n", "\r", "\f", "\v", "\u00a0",
		"*", ".", "(", ")", "[", "]", "{", "}", "`", "'", `"`, "/", "#", "\\", ";",
	})
	seen := make([]int, len(glances))
	rapid.Check(t, func(t *rapid.T) {
		source := strings.Join(rapid.SliceOfN(part, 0, 12).Draw(t, "source"), "")
		for i, g := range glances {
			want := g.twin.MatchString(source)
			require.Equal(t, want, g.sees(source), "%q by %s", source, g.twin)
			if want {
				seen[i]++
			}
		}
	})
	for i, g := range glances {
		require.NotZero(t, seen[i], g.twin)
	}
}
