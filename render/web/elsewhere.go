//go:build !js

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "this is the program of the browser build: timeslice serve builds it and serves it")
	os.Exit(2)
}
