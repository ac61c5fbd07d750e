package regexp

// EscapedSource is the pattern as the property source shows it: such that it
// can stand between slashes in a program (EscapeRegExpPattern of ECMA-262,
// 22.2.6.13.1).
func (p *Program) EscapedSource() Text {
	if p.source.Len() == 0 {
		return Latin1("(?:)")
	}
	var units []uint16
	escaped, inClass, changed := false, false, false
	for i := range p.source.Len() {
		u := p.source.At(i)
		if !escaped && (u == '/' && !inClass || isLineTerminator(u)) {
			units = append(units, '\\')
			changed = true
		}
		if isLineTerminator(u) {
			units = append(units, nameOfLineTerminator(u)...)
			changed = true
		} else {
			units = append(units, u)
		}
		switch {
		case escaped:
			escaped = false
		case u == '\\':
			escaped = true
		case u == '[':
			inClass = true
		case u == ']':
			inClass = false
		}
	}
	if !changed {
		return p.source
	}
	return UTF16(units)
}

func nameOfLineTerminator(u uint16) []uint16 {
	switch u {
	case '\n':
		return []uint16{'n'}
	case '\r':
		return []uint16{'r'}
	case 0x2028:
		return []uint16{'u', '2', '0', '2', '8'}
	}
	return []uint16{'u', '2', '0', '2', '9'}
}
