package regexp

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzMatch: whatever a pattern and a text are, nothing panics, captures lie in
// the text, and where the specification's matcher comes to an end, it agrees.
func FuzzMatch(f *testing.F) {
	for seed := range uint64(200) {
		one := generateSeed(seed)
		f.Add(one.pattern.String(), one.letters, one.text.String(), uint(one.at))
	}
	f.Fuzz(func(t *testing.T, pattern, letters, text string, at uint) {
		if len(pattern) > 200 || len(text) > 100 {
			t.Skip()
		}
		one := matchCase{pattern: FromString(pattern), letters: letters, text: FromString(text), at: int(at % 128)}
		var c Compiler
		p, err := c.Compile(one.pattern, one.letters)
		if err != nil {
			return
		}
		var m Matcher
		most := limit(1_000_000)
		captures, err := m.Match(p, one.text, one.at, &most)
		if err != nil {
			return
		}
		for i := 0; i < len(captures); i += 2 {
			start, end := captures[i], captures[i+1]
			require.True(t, start == -1 && end == -1 || 0 <= start && start <= end && end <= one.text.Len(), "%s: %v", one, captures)
		}
		compareWithTwin(t, &c, &m, one)
	})
}
