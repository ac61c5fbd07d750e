// Package syntax tells what the parts of a program's source are, for colours and
// for matching brackets. It takes any text, also one that is half typed.
//
//	syntax.go   parts and their classes, by the name of the file
//	script.go   JavaScript and JSON
//	yaml.go     scenario files
//	bracket.go  which bracket belongs to which
package syntax
