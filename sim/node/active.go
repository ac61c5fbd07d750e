package node

import (
	"slices"

	"github.com/grafana/sobek"
)

// active is what process.getActiveResourcesInfo tells of: requests that were
// made and handles that are open, each in the order of its making.
type active struct {
	requests []*item
	handles  []*openHandle
}

// openHandle is a handle of the loop that keeps it alive while ref is set.
type openHandle struct {
	kind string
	ref  bool
}

// requestNames are what Node calls the requests that it lists; what runs on
// the pool for zlib and crypto it does not list.
var requestNames = map[string]string{
	"FSREQCALLBACK": "FSReqCallback", "FSREQPROMISE": "FSReqPromise",
	"GETADDRINFOREQWRAP": "GetAddrInfoReqWrap", "GETNAMEINFOREQWRAP": "GetNameInfoReqWrap",
}

func (a *active) begin(it *item) {
	if requestNames[it.resource.kind] != "" {
		a.requests = append(a.requests, it)
	}
}

func (a *active) end(it *item) {
	if i := slices.Index(a.requests, it); i >= 0 {
		a.requests = slices.Delete(a.requests, i, i+1)
	}
}

func (a *active) open(kind string) *openHandle {
	h := &openHandle{kind: kind, ref: true}
	a.handles = append(a.handles, h)
	return h
}

func (a *active) close(h *openHandle) {
	if i := slices.Index(a.handles, h); i >= 0 {
		a.handles = slices.Delete(a.handles, i, i+1)
	}
}

// activeResources are the names of what keeps the loop alive.
func (n *Environment) activeResources() sobek.Value {
	names := []string{}
	for _, it := range n.active.requests {
		names = append(names, requestNames[it.resource.kind])
	}
	for _, h := range n.active.handles {
		if h.ref {
			names = append(names, h.kind)
		}
	}
	names = append(names, slices.Repeat([]string{"Timeout"}, n.loop.timers.refs)...)
	names = append(names, slices.Repeat([]string{"Immediate"}, n.loop.immediates.refs)...)
	return n.array(names)
}
