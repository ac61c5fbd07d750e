package node

import (
	"time" // only for what zones say of an instant: no real clock is read
	"unicode/utf8"

	"github.com/grafana/sobek"
	"github.com/rivo/uniseg"

	"timeslice/sim/node/collation"
)

// zones are the time zones that a process has asked for.
type zones map[string]*time.Location

// zone is a zone of the tz database, nil if there is none of the name.
func (n *Environment) zone(name string) *time.Location {
	if zone, known := n.zones[name]; known {
		return zone
	}
	if n.zones == nil {
		n.zones = zones{}
	}
	n.zones[name] = n.options.Library.locales.Zone(name)
	return n.zones[name]
}

// localesBinding adds to what the library is given of the language.
func (n *Environment) localesBinding(binding *sobek.Object) {
	e := n.isolate.Engine
	for name, f := range map[string]func(sobek.FunctionCall) sobek.Value{
		// locale(name): the JSON of a locale.
		"locale": func(c sobek.FunctionCall) sobek.Value {
			text, ok := n.options.Library.locales.Data(c.Argument(0).String())
			if !ok {
				return sobek.Undefined()
			}
			return e.ToValue(text)
		},
		// locales(): the names of those there are.
		"locales": func(sobek.FunctionCall) sobek.Value { return n.array(n.options.Library.locales.Names()) },
		// offset(zone, milliseconds): by how many seconds a zone is ahead of UTC then.
		"offset": func(c sobek.FunctionCall) sobek.Value {
			name := c.Argument(0).String()
			if name == "UTC" {
				return e.ToValue(0)
			}
			zone := n.zone(name)
			if zone == nil {
				fault("there is no time zone %s", name)
			}
			_, seconds := time.UnixMilli(c.Argument(1).ToInteger()).In(zone).Zone()
			return e.ToValue(seconds)
		},
		// compare(locale, way, a, b, strength, case, flags): -1, 0 or 1. Flags are 1 for
		// numbers, 2 for accents from the end, 4 to pass over punctuation.
		"compare": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(n.compareTexts(c)) },
		// segments(text, granularity): a text in pieces. (Unicode Standard Annex 29)
		"segments": func(c sobek.FunctionCall) sobek.Value {
			return n.array(segments(c.Argument(0).String(), c.Argument(1).String()))
		},
	} {
		_ = binding.Set(name, f)
	}
}

// The engine takes collationNs for each code unit of two texts that are compared.
// (Measured.)
const collationNs = 60

// compareTexts compares two texts in a language's order.
func (n *Environment) compareTexts(c sobek.FunctionCall) int {
	order := n.options.Library.locales.Order(c.Argument(0).String(), c.Argument(1).String())
	a, b := c.Argument(2).String(), c.Argument(3).String()
	flags := c.Argument(6).ToInteger()
	n.isolate.Labour(int64(len(a)+len(b)) * collationNs)
	return order.Compare(a, b, collation.Options{
		Strength:  collation.Strength(c.Argument(4).ToInteger()),
		CaseFirst: collation.CaseFirst(c.Argument(5).ToInteger()),
		Numeric:   flags&1 != 0, Backwards: flags&2 != 0, Shifted: flags&4 != 0,
	})
}

// conjoins reports whether a consonant of India goes on the cluster before it,
// which ends in a virama. (Annex 29, rule GB9c, which uniseg does not have yet)
func conjoins(before, piece string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(piece)
	const block = 0x80
	switch last {
	case 0x94d, 0x9cd, 0xacd, 0xb4d, 0xc4d, 0xd4d:
		at := first % block
		return first/block == last/block && (at >= 0x15 && at <= 0x39 || at >= 0x58 && at <= 0x5f)
	}
	return false
}

// segments takes a text apart.
func segments(text, granularity string) (pieces []string) {
	next := func(rest string, state int) (string, string, int) {
		piece, rest, _, state := uniseg.FirstGraphemeClusterInString(rest, state)
		return piece, rest, state
	}
	switch granularity {
	case "word":
		next = uniseg.FirstWordInString
	case "sentence":
		next = uniseg.FirstSentenceInString
	}
	for state := -1; text != ""; {
		var piece string
		piece, text, state = next(text, state)
		if last := len(pieces) - 1; granularity == "grapheme" && last >= 0 && conjoins(pieces[last], piece) {
			pieces[last] += piece
			continue
		}
		pieces = append(pieces, piece)
	}
	return pieces
}
