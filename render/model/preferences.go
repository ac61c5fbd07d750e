package model

import (
	"fmt"
	"slices"
	"strconv"

	"timeslice/assets/words"
	"timeslice/render/scene"
)

// Preferences are what the user has chosen for good.
type Preferences struct {
	Language      words.Language  `json:"language"`
	Theme         scene.ThemeName `json:"theme"`
	ScalePercent  int             `json:"scale"` // of the interface
	ReducedMotion bool            `json:"reducedMotion"`
}

// The interface can be so small and so large, in hundredths, in such steps.
const (
	leastScale = 75
	mostScale  = 300
	scaleStep  = 25
)

// Check finds what is wrong with preferences that were read.
func (p Preferences) Check() error {
	switch {
	case !slices.Contains(words.Languages(), p.Language):
		return fmt.Errorf("language is one of %v, not %q", words.Languages(), p.Language)
	case !slices.Contains(scene.ThemeNames(), p.Theme):
		return fmt.Errorf("theme is one of %v, not %q", scene.ThemeNames(), p.Theme)
	case p.ScalePercent < leastScale || p.ScalePercent > mostScale:
		return fmt.Errorf("scale is from %d to %d, not %d", leastScale, mostScale, p.ScalePercent)
	}
	return nil
}

// changeScale makes the interface larger or smaller; 0 as it usually is.
func (m *Model) changeScale(a Act) {
	p := &m.Preferences
	if a.Argument == 0 {
		p.ScalePercent = 100
		return
	}
	p.ScalePercent = min(max(p.ScalePercent+int(a.Argument)*scaleStep, leastScale), mostScale)
}

// scaleNow is how large the interface is.
func (m *Model) scaleNow() string { return strconv.Itoa(m.Preferences.ScalePercent) + " %" }

// toggleFullScreen asks for the whole screen, or for a window again.
func (m *Model) toggleFullScreen(Act) {
	m.requests = append(m.requests, Request{Name: "fullscreen", Text: "other"})
}

func (m *Model) toggleMotion(Act) { m.Preferences.ReducedMotion = !m.Preferences.ReducedMotion }
