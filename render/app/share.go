package app

// share is what the simulation has of the time: half of it, once a frame. Where a
// frame is quick to draw it has the most that leaves the picture smooth; where drawing
// takes long, as in a browser without a graphics card, it has as long as that.
type share struct {
	clock Clock
	spent bool  // this frame's is used up
	end   int64 // when it was
	until int64 // the end of this frame's
}

// The least and the most that the simulation has of one frame: of 60 frames a second
// the least still leaves time to draw, and the most still answers at once.
const (
	leastShareNs = 11_000_000
	mostShareNs  = 40_000_000
)

// begin reports whether the simulation has time in this frame. What is not its own
// since its last share is what a frame takes besides.
func (s *share) begin() bool {
	if s.spent {
		return false // a second update for one picture, because the last one was late
	}
	now := s.clock()
	s.until = now + min(max(now-s.end, leastShareNs), mostShareNs)
	return true
}

// more reports whether there is time left.
func (s *share) more() bool { return s.clock() < s.until }

func (s *share) finish() { s.spent, s.end = true, s.clock() }

// drawn says that a frame is drawn.
func (s *share) drawn() { s.spent = false }
