// Package paint draws scenes with the GPU, by Ebitengine. It is the only drawing
// code that knows Ebitengine.
//
// A [Painter] keeps what it painted last. For the next scene it bakes the layers
// that changed into triangles, and draws the parts of the screen that changed:
// one run of triangles for each layer in such a part. One shader draws
// everything: boxes, lines and polygons by how far a pixel is from their edge,
// letters and icons from an atlas of masks. Clips are cut into the triangles, so
// they cost no run. If nothing changed, nothing is drawn.
//
// The image that is painted on must keep its pixels from one frame to the next;
// a game calls ebiten.SetScreenClearedEveryFrame(false).
//
//	painter.go   from scene to screen
//	baked.go     a layer as triangles
//	cut.go       cutting triangles to a clip
//	atlas.go     the masks of letters and icons in one image
//	shader.kage  how much of each pixel is covered
package paint
