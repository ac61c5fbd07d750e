package app

import (
	"context"

	"timeslice/render/model"
)

// Reality runs a program of this computer for real, as often as the order says,
// and compares. It tells how far it has come, and ends what it has started when
// the context ends. An error is in the user's words.
type Reality func(ctx context.Context, order *model.Order, progress func(model.Underway)) (*model.Outcome, error)

// realRuns are the real runs that are under way, if any are. They go on beside
// the frames; what they tell is taken in between two of them.
type realRuns struct {
	cancel context.CancelFunc // nil if none are
	told   chan func(*model.Model)
	next   *model.Order // what is to be run when those have ended
}

// begin starts real runs.
func (r *realRuns) begin(reality Reality, order *model.Order) {
	if reality == nil {
		return
	}
	if r.cancel != nil {
		r.next = order
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	r.cancel = cancel
	told := make(chan func(*model.Model), 1)
	r.told = told
	go func() {
		defer cancel()
		outcome, err := reality(ctx, order, func(u model.Underway) {
			select { // who looks once a frame needs only the last
			case told <- func(m *model.Model) { m.RealProgress(u) }:
			default:
			}
		})
		fault := ""
		if err != nil {
			fault = err.Error()
		}
		told <- func(m *model.Model) { m.RealDone(order, outcome, fault) }
		close(told)
	}()
}

// take lets the model know what real runs have told since the last frame.
func (r *realRuns) take(m *model.Model, reality Reality) {
	if r.cancel == nil {
		return
	}
	for {
		select {
		case tell, more := <-r.told:
			if !more {
				next := r.next
				*r = realRuns{}
				if next != nil {
					r.begin(reality, next)
				}
				return
			}
			tell(m)
		default:
			return
		}
	}
}

// end ends what is under way; what comes of that is told as usual.
func (r *realRuns) end() {
	if r.cancel != nil {
		r.cancel()
	}
}

// finish ends what is under way and waits until nothing of it is left.
func (r *realRuns) finish() {
	r.end()
	for r.cancel != nil {
		if _, more := <-r.told; !more {
			*r = realRuns{}
		}
	}
}
