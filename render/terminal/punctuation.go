package terminal

import "timeslice/assets/words"

// marks are what joins sentences in a language.
type marks struct{ comma, colon, semicolon string }

func marksOf(say *words.Words) marks {
	if say.Language() == words.Chinese {
		return marks{comma: "，", colon: "：", semicolon: "；"}
	}
	return marks{comma: ", ", colon: ": ", semicolon: "; "}
}
