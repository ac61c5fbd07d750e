//go:build !linux && !js

package real

// app is played on Linux only, where the tests of safety are.
func app() int { return 1 }
