//go:build !js

package main

import (
	"bufio"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/lessons"
	"timeslice/lessons/lesson"
	"timeslice/render/model"
	"timeslice/render/scene"
)

// TestTheSpeakersPageFollows: the page gets what the talk tells, at once and when it
// changes, and its keys come back; what no page of ours sends is refused.
func TestTheSpeakersPageFollows(t *testing.T) {
	l, faults := lesson.Read(lessons.Folders(), "02-who-runs-next")
	require.Empty(t, faults)
	m := model.New(model.Preferences{Language: words.Chinese, Theme: scene.Dark})
	m.OpenLesson(l, 0)
	m.Press("F5")
	page, err := newSpeakerPage()
	require.NoError(t, err)
	tell := func() {
		said, speaks := m.Speaker()
		require.True(t, speaks)
		page.tell(said)
	}
	tell()
	for name, holds := range map[string]string{"/speaker": "notes.js", "/notes.js": "talk-next", "/notes.css": "header", "/icon.svg": "<svg"} {
		answer, err := http.Get(strings.TrimSuffix(page.address, "/speaker") + name)
		require.NoError(t, err)
		text := make([]byte, 10000)
		n, _ := answer.Body.Read(text)
		answer.Body.Close()
		require.Contains(t, string(text[:n]), holds, name)
	}
	answer, err := http.Get(page.address + "/talk")
	require.NoError(t, err)
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	require.True(t, lines.Scan())
	require.Contains(t, lines.Text(), `"part":"lesson"`)
	require.Contains(t, lines.Text(), "下一个轮到谁")
	m.Press("PageDown")
	tell()
	require.True(t, lines.Scan()) // the blank line that ends an event
	require.True(t, lines.Scan())
	require.Contains(t, lines.Text(), `"part":"title"`)

	post := func(kind, body string) int {
		answer, err := http.Post(page.address+"/act", kind, strings.NewReader(body))
		require.NoError(t, err)
		answer.Body.Close()
		return answer.StatusCode
	}
	require.Equal(t, http.StatusBadRequest, post("text/plain", `"talk-next"`), "as a page of elsewhere could")
	require.Equal(t, http.StatusBadRequest, post("application/json", `{`))
	require.Equal(t, http.StatusNoContent, post("application/json", `"talk-next"`))
	require.Equal(t, "talk-next", page.command())
	require.Empty(t, page.command())
}
