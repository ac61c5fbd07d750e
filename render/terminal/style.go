package terminal

// Depth is how many colours a terminal shows.
type Depth uint8

// The depths.
const (
	Plain   Depth = iota // no colours and no other attributes: a pipe, or NO_COLOR
	Indexed              // the 256 colours of xterm
	True                 // 24 bits
)

// Style says what can be shown where the text goes.
type Style struct {
	Width int // columns; no line is wider
	Depth Depth
	ASCII bool // nothing but ASCII in charts; names and texts stay as they are
}

// narrowest is the width below which charts would have no room for time.
const narrowest = 40

// width is the width that is used: never less than the narrowest.
func (s Style) width() int { return max(s.Width, narrowest) }

// glyphs are the characters of a chart, each one column wide.
type glyphs struct {
	running, ran, ready, throttled, blocked, stopped, zombie, overhead string
	full, empty                                                        string // of a bar
	axis, tick, start                                                  string // of the time axis
	rule, more, playhead                                               string
}

func (s Style) glyphs() glyphs {
	if s.ASCII {
		return glyphs{
			running: "#", ran: "+", ready: "-", throttled: "~", blocked: ".", stopped: "=", zombie: "z", overhead: "%",
			full: "#", empty: ".", axis: "-", tick: "+", start: "+", rule: "-", more: "~", playhead: "|",
		}
	}
	return glyphs{
		running: "█", ran: "▄", ready: "░", throttled: "~", blocked: "·", stopped: "=", zombie: "×", overhead: "▒",
		full: "█", empty: "░", axis: "─", tick: "┬", start: "┌", rule: "─", more: "…", playhead: "│",
	}
}
