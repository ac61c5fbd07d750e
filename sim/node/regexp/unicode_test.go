package regexp

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestUnicodeText: with -node, unicode.txt is what the node on the PATH knows;
// with -refresh it is written anew.
func TestUnicodeText(t *testing.T) {
	if !*useNode && !*refresh {
		t.Skip("needs -node or -refresh")
	}
	command := exec.Command("node", "testdata/unicode.js", "unicode.txt")
	command.Stderr = os.Stderr
	text, err := command.Output()
	require.NoError(t, err)
	if *refresh {
		require.NoError(t, os.WriteFile("unicode.txt", text, 0o644))
		return
	}
	require.Equal(t, string(text), unicodeText())
}

// TestCategoriesPartition: each code point is in one general category.
func TestCategoriesPartition(t *testing.T) {
	var d database
	d.index()
	var all []span
	points := rune(0)
	for key := range d.main {
		name, is := strings.CutPrefix(key, "category ")
		if !is || d.main[key] != name {
			continue
		}
		set, ok := d.category(name)
		require.True(t, ok)
		for _, s := range set {
			points += s.last - s.first + 1
		}
		all = append(all, set...)
	}
	require.Equal(t, rune(maxPoint+1), points)
	require.Equal(t, ranges{{0, maxPoint}}, collect(all))
}

// TestScriptsPartition: each code point is of one script, Unknown being one.
func TestScriptsPartition(t *testing.T) {
	var d database
	d.index()
	points := rune(0)
	for key := range d.main {
		name, is := strings.CutPrefix(key, "script ")
		if !is || d.main[key] != name {
			continue
		}
		set, _ := d.find("script", name)
		for _, s := range set {
			points += s.last - s.first + 1
		}
		extended, ok := d.extended(name)
		require.True(t, ok)
		require.NotEmpty(t, extended, name)
	}
	require.Equal(t, rune(maxPoint+1), points)
}

// TestFolding: what is folded is not folded further, and equal characters know
// one another.
func TestFolding(t *testing.T) {
	var d database
	for _, points := range []bool{false, true} {
		f := d.folding(points)
		require.NotEmpty(t, f.classes)
		for _, class := range f.classes {
			for _, c := range class {
				require.Equal(t, f.fold(c), f.fold(f.fold(c)))
				require.Equal(t, class, f.same(c))
			}
		}
	}
	require.Equal(t, []rune{'K', 'k', 0x212a}, d.folding(true).same('k'))
	require.Equal(t, []rune{'K', 'k'}, d.folding(false).same('k'))
}

// TestSets: complement, intersection and difference are what they are point by
// point.
func TestSets(t *testing.T) {
	const last = 40
	for seed := range uint64(200) {
		a, b := randomSet(seed, last), randomSet(seed+1000, last)
		for c := rune(0); c <= last; c++ {
			require.Equal(t, a.has(c) || b.has(c), a.union(b).has(c))
			require.Equal(t, a.has(c) && b.has(c), a.intersect(b).has(c))
			require.Equal(t, a.has(c) && !b.has(c), a.subtract(b).has(c))
			require.Equal(t, !a.has(c), a.complement(last).has(c))
			require.Equal(t, a.has(c), has(newClass(a), uint16(c)))
		}
		require.Equal(t, a.key() == b.key(), len(a.subtract(b)) == 0 && len(b.subtract(a)) == 0)
	}
}

func randomSet(seed uint64, last rune) ranges {
	random := rand.New(rand.NewPCG(seed, 2))
	var spans []span
	for range random.IntN(6) {
		first := random.Int32N(last + 1)
		spans = append(spans, span{first, min(last, first+random.Int32N(5))})
	}
	return collect(spans)
}
