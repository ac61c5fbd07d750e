package dash

import "strings"

// usualIFS splits where IFS is not set; those of its characters that are in IFS count
// once however often they come.
const usualIFS = " \t\n"

// separator says what a character is to fields: nothing, one of IFS, or one of IFS that is
// white.
func separator(g glyph, ifs string) (splits, white bool) {
	switch {
	case g&gap != 0:
		return true, true
	case g&mark != 0:
		return false, false
	}
	c := byte(g)
	return strings.IndexByte(ifs, c) >= 0, strings.IndexByte(usualIFS, c) >= 0
}

func (e *Expander) separators() string {
	if ifs, set := e.Variable("IFS"); set {
		return ifs
	}
	return usualIFS
}

// split gives the fields. (ifsbreakup)
func (x *expansion) split() [][]glyph {
	var fields [][]glyph
	start, gapsOnly := 0, false
	usual := x.separators()
	for _, r := range x.regions {
		gapsOnly = r.gapsOnly
		ifs := usual
		if gapsOnly {
			ifs = ""
		}
		for at := r.from; at < r.to; at++ {
			splits, white := separator(x.out[at], ifs)
			if !splits {
				continue
			}
			white = white && !gapsOnly
			if at == start && white {
				start++
				continue
			}
			fields = append(fields, x.out[start:at])
			for ; !gapsOnly && at+1 < r.to; at++ {
				splits, another := separator(x.out[at+1], ifs)
				if !splits || !another && !white {
					break
				}
				white = white && another
			}
			start = at + 1
		}
	}
	if rest := x.out[start:]; len(rest) > 0 || gapsOnly {
		fields = append(fields, rest)
	}
	return fields
}

// ReadFields splits a line into at most so many fields, as read does. The last one has
// all that is left, without what is white at its end; and without what ends it, if nothing
// follows that. A backslash keeps the next character from splitting, unless the line is
// raw.
func (e *Expander) ReadFields(line string, most int, raw bool) []string {
	var glyphs []glyph
	for i := 0; i < len(line); i++ {
		if line[i] == '\\' && !raw {
			if i++; i < len(line) {
				glyphs = append(glyphs, glyph(line[i])|quotedGlyph)
			}
			continue
		}
		glyphs = append(glyphs, glyph(line[i]))
	}
	ifs := e.separators()
	is := func(at int) (splits, white bool) {
		if at >= len(glyphs) || glyphs[at]&quotedGlyph != 0 {
			return false, false
		}
		splits, white = separator(glyphs[at], ifs)
		return splits, splits && white
	}
	// behind is where what separates fields at a place ends.
	behind := func(at int) int {
		for used := false; ; at++ {
			splits, white := is(at)
			if !splits || used && !white {
				return at
			}
			used = used || !white
		}
	}
	at := 0
	for _, white := is(at); white; _, white = is(at) {
		at++
	}
	var fields []string
	for at < len(glyphs) {
		stop := at
		for stop < len(glyphs) {
			if splits, _ := is(stop); splits {
				break
			}
			stop++
		}
		next := behind(stop)
		if len(fields) == most-1 && next < len(glyphs) {
			stop = len(glyphs)
			for {
				if _, white := is(stop - 1); !white {
					break
				}
				stop--
			}
			next = len(glyphs)
		}
		fields = append(fields, plain(glyphs[at:stop]))
		at = next
	}
	return fields
}
