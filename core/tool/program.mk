# Compiles core/ into OUT. Read by build.sh, which gives OUT CC FLAGS LINK INCLUDES ARCHIVES LIBS and, for Windows,
# WINDRES VERSION.
#
# Goals: program (OUT/zhurnal.full), unit (OUT/unit/NAME for each tests/unit/NAME.c, linked with everything but main).
# Objects depend on their headers (-MMD) and on the flags (OUT/flags, rewritten when they change).

OTHER_OS := $(if $(findstring windows,$(OUT)),posix,win)
SOURCES  := $(filter-out %_$(OTHER_OS).c,$(sort $(shell find core -name '*.c' ! -path 'core/tool/*')))
OBJECTS  := $(SOURCES:core/%.c=$(OUT)/%.o) $(OUT)/embed.o
PARTS    := $(filter-out $(OUT)/main.o,$(OBJECTS))
UNITS    := $(patsubst tests/unit/%.c,$(OUT)/unit/%,$(sort $(wildcard tests/unit/*.c)))

WARNINGS := -Wall -Wextra -Werror -Wshadow -Wundef -Wwrite-strings -Wstrict-prototypes -Wmissing-prototypes \
  -Wold-style-definition -Wvla -Wredundant-decls -Wdisabled-optimization -Wlogical-op -Wpointer-arith
COMPILE   = $(CC) -std=c11 -D_DEFAULT_SOURCE -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 $(FLAGS) $(WARNINGS) \
  -ffunction-sections -fdata-sections -Icore $(INCLUDES) -MMD -MP

# Windows: the manifest, the icon and the version that the system shows.
ifneq ($(findstring windows,$(OUT)),)
OBJECTS += $(OUT)/resources.o
endif

comma := ,

.PHONY: program unit force
.DELETE_ON_ERROR:

program: $(OUT)/zhurnal.full
unit: $(UNITS)

$(OUT)/zhurnal.full: $(OBJECTS)
	$(CC) $(FLAGS) $(LINK) -o $@ $^ $(ARCHIVES) $(LIBS)

$(OUT)/unit/%: tests/unit/%.c $(PARTS) $(OUT)/flags
	@mkdir -p $(@D)
	$(COMPILE) -Itests/unit $(LINK) -o $@ $< $(PARTS) $(ARCHIVES) $(LIBS)

$(OUT)/%.o: core/%.c $(OUT)/flags
	@mkdir -p $(@D)
	$(COMPILE) -c -o $@ $<

$(OUT)/embed.o: build/embed.c $(OUT)/flags
	$(COMPILE) -c -o $@ $<

build/tool/embed: core/tool/embed.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -O2 $(WARNINGS) $(INCLUDES) -o $@ $< $(filter %libsodium.a,$(ARCHIVES))

build/tool/icon: core/tool/icon.c
	@mkdir -p $(@D)
	gcc -std=c11 -O2 $(WARNINGS) -o $@ $< -lm

build/tool/zhurnal.ico: build/tool/icon
	$< >$@

$(OUT)/resources.o: core/tool/windows.rc core/tool/windows.manifest build/tool/zhurnal.ico $(OUT)/flags
	$(WINDRES) -c 65001 -I core/tool -I build/tool -D VERSION_TEXT='\"$(VERSION)\"' \
	  -D VERSION_NUMBERS='$(subst .,$(comma),$(VERSION)),0' -o $@ $<

$(OUT)/flags: force
	@mkdir -p $(@D)
	@echo '$(COMPILE) $(LINK)' | cmp -s - $@ || echo '$(COMPILE) $(LINK)' >$@

-include $(OBJECTS:.o=.d) $(UNITS:=.d)
