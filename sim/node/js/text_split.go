package js

import (
	"slices"

	"github.com/grafana/sobek"
)

// The engine splits a text by what Go takes for its characters: it never cuts
// between the two units of a surrogate pair, nor finds one half of it. So texts
// that are not ASCII are split here, by their units.

// splitByUnits puts String.prototype.split in place of the engine's.
func (i *Isolate) splitByUnits() {
	i.Later("String.prototype.split", func(function *sobek.Object) {
		var engines Builtin
		engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
			if parts := i.partsByUnits(call); parts != nil {
				return parts
			}
			return engines(call)
		})
	})
}

// partsByUnits splits a text by another, nil if that is the engine's part.
// (22.1.3.23)
func (i *Isolate) partsByUnits(call sobek.FunctionCall) sobek.Value {
	s, ok := call.This.(sobek.String)
	by, plain := call.Argument(0).(sobek.String)
	if !ok || !plain {
		return nil
	}
	text := i.inside.textOf(s)
	if _, narrow := text.Narrow(); narrow {
		return nil
	}
	limit, units, separator := splitLimit(call.Argument(1)), text.Units(), i.inside.textOf(by).Units()
	parts := []any{}
	for from := 0; len(parts) < limit; {
		to := nextCut(units, separator, from)
		if to < 0 {
			if len(separator) > 0 {
				parts = append(parts, s.Substring(from, len(units)))
			}
			break
		}
		parts = append(parts, s.Substring(from, to))
		from = to + len(separator)
	}
	return i.Engine.NewArray(parts...)
}

// nextCut is where a part ends that begins at a place, -1 if it is the last.
func nextCut(units, separator []uint16, from int) int {
	if len(separator) == 0 {
		if from == len(units) {
			return -1
		}
		return from + 1
	}
	for at := from; at+len(separator) <= len(units); at++ {
		if units[at] == separator[0] && slices.Equal(units[at:at+len(separator)], separator) {
			return at
		}
	}
	return -1
}
