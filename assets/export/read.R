# Reads the tables beside this file, whatever their format: data <- source("read.R")$value
# CSV needs no package; SPSS (.sav) and Stata (.dta) need haven.
#
# Each question becomes a factor (codes with labels), a number or a text, NA where there is no value; why there is none says the column of the same
# name with _state behind it: coded, not_applicable, cannot_decide, not_yet_coded.

local({
  here <- tryCatch(dirname(normalizePath(sys.frame(1)$ofile)), error = function(e) ".")
  plain <- function(file) {
    table <- read.csv(file.path(here, file), colClasses = "character", na.strings = character(0),
                      check.names = FALSE, fileEncoding = "UTF-8-BOM", encoding = "UTF-8")
    # An apostrophe keeps spreadsheets from running what looks like a formula.
    table[] <- lapply(table, function(x) sub("^'([=+@\t\r-])", "\\1", x))
    table
  }
  states <- c("coded", "not_applicable", "cannot_decide", "not_yet_coded")
  dictionary <- plain("dictionary.csv")
  names_of <- unique(dictionary$table)
  language <- getOption("mizan.language", "en")
  typed <- function(name) {
    table <- plain(paste0(name, ".csv"))
    columns <- dictionary[dictionary$table == name & dictionary$type != "value", ]
    for (i in seq_len(nrow(columns))) {
      column <- columns$column[i]
      cell <- table[[column]]
      asked <- nzchar(columns$variable[i])
      type <- columns$type[i]
      if (type == "text") next
      values <- dictionary[dictionary$table == name & dictionary$column == column &
                           dictionary$type == "value" & nzchar(dictionary$number), ]
      if (asked) {
        why <- ifelse(cell == "NA", 2L, ifelse(cell == "UNC", 3L, ifelse(cell == "", 4L, 1L)))
        table[[paste0(column, "_state")]] <- factor(states[why], levels = states)
        cell[why != 1L] <- NA
      }
      if (type == "number") {
        table[[column]] <- suppressWarnings(as.numeric(cell))
      } else {
        labels <- values[[paste0("value_", language)]]
        labels <- ifelse(nzchar(labels), labels, values$code)
        twice <- labels %in% labels[duplicated(labels)]
        labels[twice] <- paste0(labels[twice], " [", values$code[twice], "]")
        table[[column]] <- factor(cell, levels = values$code, labels = labels,
                                  ordered = columns$level[i] == "ordinal")
      }
      attr(table[[column]], "label") <- columns[[paste0("label_", language)]][i]
    }
    table
  }
  with_haven <- function(name, ending, read) {
    table <- read(file.path(here, paste0(name, ending)))
    as.data.frame(table)
  }
  data <- lapply(setNames(names_of, names_of), function(name) {
    if (file.exists(file.path(here, paste0(name, ".sav")))) {
      with_haven(name, ".sav", function(f) haven::read_sav(f, user_na = TRUE))
    } else if (file.exists(file.path(here, paste0(name, ".dta")))) {
      with_haven(name, ".dta", haven::read_dta)
    } else {
      typed(name)
    }
  })
  data$dictionary <- dictionary
  data
})
