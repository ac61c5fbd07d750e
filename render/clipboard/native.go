//go:build windows || darwin

package clipboard

import "github.com/atotto/clipboard"

// Open is the clipboard of the computer.
func Open() (Board, error) { return native{}, nil }

type native struct{}

func (native) Read() (string, error) { return clipboard.ReadAll() }

func (native) Write(text string) error { return clipboard.WriteAll(text) }
