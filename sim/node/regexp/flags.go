package regexp

// Flags are the letters after a regular expression.
type Flags struct {
	HasIndices  bool // d
	Global      bool // g
	IgnoreCase  bool // i
	Multiline   bool // m
	DotAll      bool // s
	Unicode     bool // u
	UnicodeSets bool // v
	Sticky      bool // y
}

// ParseFlags reads the letters, in any order. It fails on a letter it does not
// know, on one that comes twice, and on u beside v.
func ParseFlags(letters string) (f Flags, ok bool) {
	for _, letter := range letters {
		flag := f.letter(letter)
		if flag == nil || *flag {
			return Flags{}, false
		}
		*flag = true
	}
	return f, !f.Unicode || !f.UnicodeSets
}

func (f *Flags) letter(letter rune) *bool {
	switch letter {
	case 'd':
		return &f.HasIndices
	case 'g':
		return &f.Global
	case 'i':
		return &f.IgnoreCase
	case 'm':
		return &f.Multiline
	case 's':
		return &f.DotAll
	case 'u':
		return &f.Unicode
	case 'v':
		return &f.UnicodeSets
	case 'y':
		return &f.Sticky
	}
	return nil
}

// String are the letters in the order in which JavaScript shows them.
func (f Flags) String() string {
	var letters []byte
	for _, letter := range "dgimsuvy" {
		if *f.letter(letter) {
			letters = append(letters, byte(letter))
		}
	}
	return string(letters)
}

// points reports whether the pattern is about code points, not code units.
func (f Flags) points() bool { return f.Unicode || f.UnicodeSets }
