// Package assets holds what is embedded into the program: its texts and fonts. The
// folder text has one file for each subject and language, such as
// errors.en.json and errors.zh.json; package assets/words reads them.
package assets

import (
	"embed"
	"io/fs"
)

//go:embed text/*.json
var text embed.FS

// Text returns the message files, by names such as "errors.en.json".
func Text() fs.FS {
	files, err := fs.Sub(text, "text")
	if err != nil {
		panic("assets: no folder text: " + err.Error())
	}
	return files
}
