package js

import (
	"reflect"

	"github.com/grafana/sobek"
	"github.com/grafana/sobek/unistring"
)

// What a symbol of Symbol.for takes besides its text, in V8 and here, and how long the
// engine takes to put one more among millions, with the censuses that look at them. (Measured.)
const (
	registeredBytes     = 56
	registeredHostBytes = 200
	registeredNs        = 4000
)

// countRegistered counts each symbol that is made for a text (Symbol.for): the engine keeps
// it for good, as V8 does.
func (i *Isolate) countRegistered() {
	registry := hook[map[unistring.String]*sobek.Symbol](reflect.ValueOf(i.Engine).Elem(), "symbolRegistry")
	i.Later("Symbol.for", func(function *sobek.Object) {
		var engines Builtin
		engines = i.Refine(function, func(call sobek.FunctionCall) sobek.Value {
			before := len(*registry)
			symbol := engines(call)
			if len(*registry) > before {
				i.Allocate(registeredBytes + rounded(length(call.Argument(0))))
				i.Strain(registeredHostBytes)
				i.Labour(registeredNs)
			}
			return symbol
		})
	})
}
