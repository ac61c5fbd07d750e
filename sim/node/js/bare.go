package js

import "github.com/grafana/sobek"

// Plain runs a script in an engine of its own, with nothing counted: what
// benchmarks compare isolates with.
func Plain(source string) error {
	_, err := sobek.New().RunString(source)
	return err
}
