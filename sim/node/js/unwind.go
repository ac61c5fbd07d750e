//go:build !js

package js

// Unwind lets deep recursion go on, where there is no room: see unwind_js.go.
func Unwind() {}
