package regexp

import (
	"cmp"
	"slices"
	"strings"
)

// folding says which characters are equal when case is ignored: Canonicalize
// of ECMA-262, 22.2.2.7.3. There are two of them, one of code units (by
// toUpperCase) and one of code points (by simple case folding).
type folding struct {
	canonical map[rune]rune
	equals    map[rune][]rune // a canonical character to all that have it, in order; only where there are several
	classes   [][]rune        // the same, by their first
}

// folding is the one for patterns with u or v, or the one for those without.
func (d *database) folding(points bool) *folding {
	section := "upper"
	if points {
		section = "fold"
	}
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.index()
	f, read := d.folds[section]
	if !read {
		f = readFolding(d.sections[section+" "])
		d.folds[section] = f
	}
	return f
}

// readFolding reads "61-7A:-20 101-12F/2:-1 …".
func readFolding(text string) *folding {
	f := &folding{canonical: map[rune]rune{}, equals: map[rune][]rune{}}
	for word := range strings.FieldsSeq(text) {
		from, delta, _ := strings.Cut(word, ":")
		from, _, two := strings.Cut(from, "/")
		s, step := readSpan(from), rune(1)
		if two {
			step = 2
		}
		for c := s.first; c <= s.last; c += step {
			f.canonical[c] = c + readHex(delta)
		}
	}
	for c, to := range f.canonical {
		f.equals[to] = append(f.equals[to], c)
	}
	for to, others := range f.equals {
		all := append(others, to)
		slices.Sort(all)
		f.equals[to] = all
		f.classes = append(f.classes, all)
	}
	slices.SortFunc(f.classes, func(a, b []rune) int { return cmp.Compare(a[0], b[0]) })
	return f
}

func (f *folding) fold(c rune) rune {
	if to, folds := f.canonical[c]; folds {
		return to
	}
	return c
}

// same are all the characters equal to c, or none if there is only itself.
func (f *folding) same(c rune) []rune { return f.equals[f.fold(c)] }

// close adds to a set what is equal to what it has.
func (f *folding) close(set ranges) ranges {
	if len(set) == 1 && set[0].first == 0 && set[0].last >= 0xffff {
		return set
	}
	var more []span
	for _, class := range f.classes {
		if slices.ContainsFunc(class, set.has) {
			for _, c := range class {
				more = append(more, span{c, c})
			}
		}
	}
	return set.union(collect(more))
}
