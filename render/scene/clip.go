package scene

// Overflow says how a text gives way to a width that is too small for it.
type Overflow uint8

// The ways to give way.
const (
	Ellipsis Overflow = iota // the end is left out: "timesli…"
	Middle                   // the middle is left out: "/very/…/file.js"
	Keep                     // nothing gives way; the view has made room
)

const ellipsis = "…"

// Clip shortens a text to a width. The result is the text itself if it fits;
// empty if not even one character and the dots do.
func (f *Fonts) Clip(style Style, text string, width float64, how Overflow) string {
	style = style.within(text)
	if how == Keep || text == "" || f.Width(style, text) <= width {
		return text
	}
	room := width - f.Width(style, ellipsis)
	if how == Middle {
		head := f.head(style, text, room/2)
		tail := f.tail(style, text, room-f.Width(style, head))
		if head != "" || tail != "" {
			return head + ellipsis + tail
		}
		return ""
	}
	if head := trimSpace(f.head(style, text, room)); head != "" {
		return head + ellipsis
	}
	return ""
}

// head is the longest beginning of a text that is no wider than room.
func (f *Fonts) head(style Style, text string, room float64) string {
	for g := f.Glyphs(style, text); g.Next(); {
		if g.End() > room {
			return text[:g.At]
		}
	}
	return text
}

// tail is the longest end of a text that is no wider than room.
func (f *Fonts) tail(style Style, text string, room float64) string {
	whole := f.Width(style, text)
	before := 0.0
	for g := f.Glyphs(style, text); g.Next(); before = g.End() {
		if whole-before <= room {
			return text[g.At:]
		}
	}
	return ""
}

func trimSpace(text string) string {
	for text != "" && text[len(text)-1] == ' ' {
		text = text[:len(text)-1]
	}
	return text
}
