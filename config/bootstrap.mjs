// placeholder while the toolchain is laid; replaced before the first release
