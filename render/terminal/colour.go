package terminal

import (
	"strconv"
	"strings"
)

// hue is one colour in both depths.
type hue struct {
	red, green, blue uint8
	index            uint8 // the nearest of the 256
	dark             bool  // letters on it must be white
}

// hues are the colours of Okabe and Ito, which people with the common kinds of
// colour blindness can tell apart; black is left out, as it would be invisible
// on a dark terminal, and yellow comes last, as it is weak on a light one.
// Source: jfly.uni-koeln.de/color, "Color Universal Design", 2008.
func hues() [7]hue {
	return [7]hue{
		{86, 180, 233, 74, false}, // sky blue
		{230, 159, 0, 214, false}, // orange
		{0, 158, 115, 36, false},  // bluish green
		{204, 121, 167, 175, false},
		{213, 94, 0, 166, false}, // vermilion
		{0, 114, 178, 31, true},  // blue
		{240, 228, 66, 227, false},
	}
}

// paint is how a piece of text looks.
type paint struct {
	process int  // the process whose colour it has, from 1; 0 for the terminal's own
	filled  bool // the colour is behind the text
	bold    bool
	faint   bool
}

// codes returns the attributes of a paint as ANSI (ECMA-48 SGR) parameters, ""
// for the terminal's own.
func (p paint) codes(depth Depth) string {
	if depth == Plain || p == (paint{}) {
		return ""
	}
	codes := ""
	if p.bold {
		codes += ";1"
	}
	if p.faint {
		codes += ";2"
	}
	if p.process > 0 {
		all := hues()
		h := all[(p.process-1)%len(all)]
		if p.filled {
			codes += h.behind(depth)
		} else {
			codes += h.colour(depth, "38")
		}
	}
	return strings.TrimPrefix(codes, ";")
}

func (h hue) colour(depth Depth, place string) string {
	if depth == Indexed {
		return ";" + place + ";5;" + strconv.Itoa(int(h.index))
	}
	return ";" + place + ";2;" + strconv.Itoa(int(h.red)) + ";" + strconv.Itoa(int(h.green)) + ";" + strconv.Itoa(int(h.blue))
}

// behind is the colour as a background, with letters that can be read on it.
func (h hue) behind(depth Depth) string {
	letters := ";38;5;16"
	if h.dark {
		letters = ";38;5;231"
	}
	return letters + h.colour(depth, "48")
}
