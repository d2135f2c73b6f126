"""What changed from build to build, as far back as is known: a small file beside a build, one for each access right.

A store keeps two builds. Their difference is told once, by thing and in words, and laid beside the later one with all
that is told beside the earlier; so a history lives as long as each build is compared with the one before. It is made of
editions alone, as ``simpul diff --access`` compares them. Where a source that could be seen may no longer be seen, the
history begins anew: what was told of that source cannot be told apart from the rest.
"""
