package lessons

import (
	"embed"
	"io/fs"
)

//go:embed [0-9]*-*
var folders embed.FS

// Folders is the lessons that ship, a folder each; package lessons/lesson reads
// them.
func Folders() fs.FS { return folders }

// FolderNames lists the lessons of a file system of such folders, in order.
func FolderNames(folders fs.FS) []string {
	plans, err := fs.Glob(folders, "*/lesson.yaml")
	if err != nil {
		panic("lessons: " + err.Error()) // the pattern above is wrong
	}
	names := make([]string, len(plans))
	for i, plan := range plans {
		names[i] = plan[:len(plan)-len("/lesson.yaml")]
	}
	return names
}
