package js

import (
	"strings"

	"github.com/grafana/sobek"
)

// writeFarYears lets dates before the year 0 and after 9999 have their years
// written with a sign and six digits; the engine writes as many as there are.
// (ECMA-262, 21.4.1.32.1: Expanded Years)
func (i *Isolate) writeFarYears() {
	i.Later("Date.prototype.toISOString", func(function *sobek.Object) {
		var engines Builtin
		engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
			written := engines(call)
			text := written.String()
			if text == "" || text[0] != '+' && text[0] != '-' {
				return written
			}
			year, rest, _ := strings.Cut(text[1:], "-")
			return i.Engine.ToValue(text[:1] + strings.Repeat("0", max(0, 6-len(year))) + year + "-" + rest)
		})
	})
}
