package words

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEnvironmentNamesTheLanguage(t *testing.T) {
	for _, story := range []struct {
		all, messages, lang string
		want                Language
	}{
		{"", "", "", English},
		{"", "", "zh_CN.UTF-8", Chinese},
		{"", "", "zh-TW", Chinese},
		{"", "", "zh", Chinese},
		{"", "", "de_DE.UTF-8", English},
		{"", "zh_CN", "en_US", Chinese},
		{"C", "zh_CN", "zh_CN", English}, // the first that is set decides
		{"ZH_cn.gb18030", "", "en_US", Chinese},
		{"", "", "zhuang", English},
	} {
		variables := map[string]string{"LC_ALL": story.all, "LC_MESSAGES": story.messages, "LANG": story.lang}
		got := FromEnvironment(func(name string) string { return variables[name] })
		require.Equal(t, story.want, got, "%v", story)
	}
}

func TestPlacesAreFilledInBothLanguages(t *testing.T) {
	require.Equal(t, `unknown key "cors" in machine`, New(English).Say("scenario.unknown-key", "Word", "cors", "Section", "machine"))
	require.Equal(t, "machine 里没有“cors”这个键", New(Chinese).Say("scenario.unknown-key", "Word", "cors", "Section", "machine"))
}

func TestPatternsKeepTheirPlaces(t *testing.T) {
	require.Equal(t, "and {{.Count}} more core, not shown", New(English).Pattern("report.more-cores", 1))
	require.Equal(t, "and {{.Count}} more cores, not shown", New(English).Pattern("report.more-cores", 0))
	require.Equal(t, "另有 {{.Count}} 个核未显示", New(Chinese).Pattern("report.more-cores", 1))
	require.Equal(t, "核 {{.Core}}", New(Chinese).Pattern("report.core-row", 7))
	require.Equal(t, "no.such.text", New(English).Pattern("no.such.text", 1))
}

func TestUnknownTextIsSaidAsItsID(t *testing.T) {
	require.Equal(t, "no.such.text", New(English).Say("no.such.text", "Count", 1))
	require.False(t, New(Chinese).Has("no.such.text"))
}

func TestUnknownLanguageIsEnglish(t *testing.T) {
	require.Equal(t, English, New("tlh").Language())
}
