package assets

import (
	"embed"
	"io/fs"
)

//go:embed web
var web embed.FS

// Web returns the page around the browser build. Some of its files have places
// for what package assets/site fills in.
func Web() fs.FS {
	files, err := fs.Sub(web, "web")
	if err != nil {
		panic("assets: no folder web: " + err.Error())
	}
	return files
}
