// Package beside is what a page loads beside the program, because it needs no
// compiling: in the browser only.
package beside
