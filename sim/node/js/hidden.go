package js

import "github.com/grafana/sobek"

// Helper names one of the functions that lowered code calls, as the library
// calls it: "asyncGenerator", "asyncMethods", "await", "delegate", "iterate",
// "import", "regexp", "named".
func (i *Isolate) Helper(name string, f sobek.Value) {
	_ = i.Engine.GlobalObject().DefineDataProperty(" "+name, f, sobek.FLAG_FALSE, sobek.FLAG_FALSE, sobek.FLAG_FALSE)
}
