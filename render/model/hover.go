package model

import (
	"timeslice/render/scene"
	"timeslice/sim/trace"
)

// Hover is the mark that the pointer is on, and for how long.
type Hover struct {
	Name    string // "" for none
	Subject scene.Subject

	ns   int64 // of real time
	used bool  // something has been done meanwhile: it needs no explanation
}

// restNs is how long a pointer must rest on something for it to be explained.
const restNs = int64(500 * trace.Millisecond)

// Rests reports whether the pointer has been there so long that an explanation is
// wanted.
func (h *Hover) Rests() bool { return h.ns >= restNs && !h.used }

// PointAt tells what mark the pointer is on; "" for none.
func (m *Model) PointAt(name string, subject scene.Subject) {
	if m.Hover.Name != name || m.Hover.Subject != subject {
		m.Hover = Hover{Name: name, Subject: subject}
		if m.Menu != nil && name == MenuItemMark {
			m.Menu.Chosen = int(subject.ID)
		}
	}
}

func (h *Hover) tick(realNs int64) {
	if h.Name != "" && h.ns < restNs {
		h.ns += realNs
	}
}
