#include "codec/answer_schema.hpp"

namespace recourse::codec {

std::string_view answer_schema()
{
    return R"schema({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Recourse answer",
  "description": "What `recourse assess --format json` writes. Null means not known, or nothing to say. Keys may be added by later versions; none is renamed.",
  "type": "object",
  "required": [
    "title", "language", "as_of", "as_of_given", "loss", "coverage", "routes", "forecast", "deadlines", "plan",
    "evidence", "warnings", "questions", "counterfactuals", "rates", "notes"
  ],
  "properties": {
    "title": {"type": "string"},
    "language": {"description": "Language of the texts.", "enum": ["en", "zh"]},
    "as_of": {"description": "The day the answer speaks of, in Beijing.", "$ref": "#/$defs/date"},
    "as_of_given": {"description": "False: the day was not stated and is today in Beijing.", "type": "boolean"},
    "loss": {"$ref": "#/$defs/loss"},
    "coverage": {"type": "array", "items": {"$ref": "#/$defs/coverage"}},
    "routes": {"type": "array", "items": {"$ref": "#/$defs/route"}},
    "forecast": {"$ref": "#/$defs/forecast"},
    "deadlines": {"type": "array", "items": {"$ref": "#/$defs/deadline"}},
    "plan": {"type": "array", "items": {"$ref": "#/$defs/task"}},
    "evidence": {"type": "array", "items": {"$ref": "#/$defs/evidence_item"}},
    "warnings": {"type": "array", "items": {"$ref": "#/$defs/warning"}},
    "questions": {"description": "Most valuable first.", "type": "array", "items": {"$ref": "#/$defs/question"}},
    "counterfactuals": {"type": "array", "items": {"$ref": "#/$defs/counterfactual"}},
    "rates": {"type": "array", "items": {"$ref": "#/$defs/rate"}},
    "notes": {"type": "array", "items": {"type": "string"}}
  },
  "$defs": {
    "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "date_or_null": {"anyOf": [{"$ref": "#/$defs/date"}, {"type": "null"}]},
    "money": {
      "description": "Decimal digits with all places of the currency, and its ISO 4217 code.",
      "type": "object",
      "required": ["amount", "currency"],
      "properties": {
        "amount": {"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$"},
        "currency": {"type": "string", "pattern": "^[A-Z]{3}$"}
      }
    },
    "money_or_null": {"anyOf": [{"$ref": "#/$defs/money"}, {"type": "null"}]},
    "money_range": {
      "type": "object",
      "required": ["low", "high"],
      "properties": {"low": {"$ref": "#/$defs/money_or_null"}, "high": {"$ref": "#/$defs/money_or_null"}}
    },
    "distribution": {
      "description": "An estimate: the tenth, fiftieth and ninetieth percentile and the mean, rounded to the digits they deserve.",
      "type": "object",
      "required": ["p10", "p50", "p90", "mean"],
      "properties": {
        "p10": {"$ref": "#/$defs/money_or_null"},
        "p50": {"$ref": "#/$defs/money_or_null"},
        "p90": {"$ref": "#/$defs/money_or_null"},
        "mean": {"$ref": "#/$defs/money_or_null"}
      }
    },
    "source": {
      "description": "Where a statement comes from; without a document it is unverified.",
      "type": "object",
      "required": ["document", "title", "url", "clause", "kind", "mark", "read"],
      "properties": {
        "document": {"type": ["string", "null"]},
        "title": {"type": ["string", "null"]},
        "url": {"type": ["string", "null"]},
        "clause": {"type": ["string", "null"]},
        "kind": {"type": ["string", "null"]},
        "mark": {"description": "primary, secondary, unverified, estimate, contested or inference.", "type": "string"},
        "read": {"$ref": "#/$defs/date_or_null"}
      }
    },
    "verdict": {"enum": ["covered", "partly", "not_covered", "undecided"]},
    "track": {"enum": ["assurance", "legal", "other"]},
    "loss": {
      "type": "object",
      "required": ["paid", "claimed", "claimed_low", "missing"],
      "properties": {
        "paid": {"$ref": "#/$defs/money_or_null"},
        "claimed": {"description": "The most that can be claimed on what is known.", "$ref": "#/$defs/money_or_null"},
        "claimed_low": {"$ref": "#/$defs/money_or_null"},
        "missing": {"type": "array", "items": {"type": "string"}}
      }
    },
    "coverage": {
      "description": "One programme in one edition.",
      "type": "object",
      "required": [
        "programme", "name", "edition", "route", "verdict", "low", "high", "cap", "shortfall", "because", "reasons",
        "readings", "missing", "trace"
      ],
      "properties": {
        "programme": {"type": "string"},
        "name": {"type": "string"},
        "edition": {"type": "string"},
        "route": {"description": "Id of the route by which it is claimed.", "type": "string"},
        "verdict": {"$ref": "#/$defs/verdict"},
        "low": {"description": "Under the strictest reading.", "$ref": "#/$defs/money_or_null"},
        "high": {"description": "Under the most generous reading.", "$ref": "#/$defs/money_or_null"},
        "cap": {"description": "high null: no upper limit was found.", "$ref": "#/$defs/money_range"},
        "shortfall": {"$ref": "#/$defs/money_range"},
        "because": {
          "description": "Why the sum or the verdict is not one.",
          "type": "array",
          "items": {"enum": ["facts_missing", "readings_differ"]}
        },
        "reasons": {"type": "array", "items": {"$ref": "#/$defs/reason"}},
        "readings": {"type": "array", "items": {"$ref": "#/$defs/reading_result"}},
        "missing": {"description": "Facts by their path in the case file.", "type": "array", "items": {"type": "string"}},
        "trace": {"type": "array", "items": {"type": "string"}}
      }
    },
    "reason": {
      "type": "object",
      "required": ["rule", "outcome", "text", "source", "reading", "problem", "missing"],
      "properties": {
        "rule": {"type": "string"},
        "outcome": {"description": "applies, fails, unknown, limits, passed or open.", "type": "string"},
        "text": {"type": "string"},
        "source": {"$ref": "#/$defs/source"},
        "reading": {"description": "Null: in every reading.", "type": ["string", "null"]},
        "problem": {"description": "The defect the rule speaks of, e.g. problems[0].", "type": ["string", "null"]},
        "missing": {"type": "array", "items": {"type": "string"}}
      }
    },
    "reading_result": {
      "type": "object",
      "required": ["reading", "says", "verdict", "low", "high"],
      "properties": {
        "reading": {"type": "string"},
        "says": {"description": "How it reads the rules, in a sentence.", "type": "string"},
        "verdict": {"$ref": "#/$defs/verdict"},
        "low": {"$ref": "#/$defs/money_or_null"},
        "high": {"$ref": "#/$defs/money_or_null"}
      }
    },
    "route": {
      "type": "object",
      "required": ["id", "name", "track", "status", "why", "recoverable", "cost", "weeks", "net", "compare", "missing"],
      "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "track": {"$ref": "#/$defs/track"},
        "status": {"enum": ["open", "conditional", "closed", "unknown"]},
        "why": {"type": "array", "items": {"$ref": "#/$defs/why"}},
        "recoverable": {"$ref": "#/$defs/money_range"},
        "cost": {"$ref": "#/$defs/cost"},
        "weeks": {"$ref": "#/$defs/weeks"},
        "net": {"$ref": "#/$defs/distribution"},
        "compare": {
          "description": "The eleven rows of the head-to-head comparison, filled for this case.",
          "type": "object",
          "required": [
            "max_recovery", "speed", "cost", "covers_fraud", "covers_ip", "covers_off_platform", "asset_freezing",
            "international_enforcement", "supplier_consequences", "consequential_damages", "evidence_requirements"
          ],
          "properties": {
            "max_recovery": {"$ref": "#/$defs/compare_cell"},
            "speed": {"$ref": "#/$defs/compare_cell"},
            "cost": {"$ref": "#/$defs/compare_cell"},
            "covers_fraud": {"$ref": "#/$defs/compare_cell"},
            "covers_ip": {"$ref": "#/$defs/compare_cell"},
            "covers_off_platform": {"$ref": "#/$defs/compare_cell"},
            "asset_freezing": {"$ref": "#/$defs/compare_cell"},
            "international_enforcement": {"$ref": "#/$defs/compare_cell"},
            "supplier_consequences": {"$ref": "#/$defs/compare_cell"},
            "consequential_damages": {"$ref": "#/$defs/compare_cell"},
            "evidence_requirements": {"$ref": "#/$defs/compare_cell"}
          }
        },
        "missing": {"type": "array", "items": {"type": "string"}}
      }
    },
    "why": {
      "type": "object",
      "required": ["text", "source"],
      "properties": {"text": {"type": "string"}, "source": {"$ref": "#/$defs/source"}}
    },
    "compare_cell": {
      "type": "object",
      "required": ["text", "value"],
      "properties": {
        "text": {"type": "string"},
        "value": {"description": "For machines: yes, no, partly, an amount, weeks.", "type": ["string", "null"]}
      }
    },
    "cost": {
      "description": "In the currency of the case; the parts in their own.",
      "type": "object",
      "required": ["low", "likely", "high", "parts"],
      "properties": {
        "low": {"$ref": "#/$defs/money_or_null"},
        "likely": {"$ref": "#/$defs/money_or_null"},
        "high": {"$ref": "#/$defs/money_or_null"},
        "parts": {"type": "array", "items": {"$ref": "#/$defs/cost_part"}}
      }
    },
    "cost_part": {
      "type": "object",
      "required": ["id", "what", "low", "likely", "high", "estimate", "source"],
      "properties": {
        "id": {"type": "string"},
        "what": {"type": "string"},
        "low": {"$ref": "#/$defs/money_or_null"},
        "likely": {"$ref": "#/$defs/money_or_null"},
        "high": {"$ref": "#/$defs/money_or_null"},
        "estimate": {"type": "boolean"},
        "source": {"$ref": "#/$defs/source"}
      }
    },
    "weeks": {
      "type": "object",
      "required": ["low", "likely", "high", "estimate", "source"],
      "properties": {
        "low": {"type": ["integer", "null"]},
        "likely": {"type": ["integer", "null"]},
        "high": {"type": ["integer", "null"]},
        "estimate": {"type": "boolean"},
        "source": {"$ref": "#/$defs/source"}
      }
    },
    "forecast": {
      "type": "object",
      "required": ["made", "not_made_because", "together", "by_month", "drivers", "freeze_delay", "seed", "samples", "remarks"],
      "properties": {
        "made": {"type": "boolean"},
        "not_made_because": {"type": ["string", "null"]},
        "together": {"description": "Both tracks at once, net of cost.", "$ref": "#/$defs/distribution"},
        "by_month": {"type": "array", "items": {"$ref": "#/$defs/month_point"}},
        "drivers": {"description": "What moves the result most, first.", "type": "array", "items": {"$ref": "#/$defs/driver"}},
        "freeze_delay": {
          "description": "What waiting with a freeze costs.",
          "type": "array",
          "items": {"$ref": "#/$defs/freeze_point"}
        },
        "seed": {"description": "64 bits, hence a string.", "type": "string", "pattern": "^[0-9]+$"},
        "samples": {"type": "integer", "minimum": 0},
        "remarks": {"type": "array", "items": {"type": "string"}}
      }
    },
    "month_point": {
      "type": "object",
      "required": ["month", "p10", "p50", "p90", "mean"],
      "properties": {
        "month": {"description": "Months from as_of.", "type": "integer"},
        "p10": {"$ref": "#/$defs/money_or_null"},
        "p50": {"$ref": "#/$defs/money_or_null"},
        "p90": {"$ref": "#/$defs/money_or_null"},
        "mean": {"$ref": "#/$defs/money_or_null"}
      }
    },
    "driver": {
      "type": "object",
      "required": ["id", "what", "low", "high", "source"],
      "properties": {
        "id": {"type": "string"},
        "what": {"type": "string"},
        "low": {"$ref": "#/$defs/money_or_null"},
        "high": {"$ref": "#/$defs/money_or_null"},
        "source": {"$ref": "#/$defs/source"}
      }
    },
    "freeze_point": {
      "type": "object",
      "required": ["days", "mean"],
      "properties": {"days": {"description": "Days from as_of.", "type": "integer"}, "mean": {"$ref": "#/$defs/money_or_null"}}
    },
    "deadline": {
      "type": "object",
      "required": [
        "id", "what", "from", "from_what", "opens", "due", "due_latest", "done", "met", "time", "status", "if_missed", "counting",
        "provisional", "route", "reading", "source", "missing"
      ],
      "properties": {
        "id": {"type": "string"},
        "what": {"type": "string"},
        "from": {"$ref": "#/$defs/date_or_null"},
        "from_what": {"type": "string"},
        "opens": {"description": "The first day on which it can be done, where there is one.", "$ref": "#/$defs/date_or_null"},
        "due": {"description": "The earliest day where readings or counting differ.", "$ref": "#/$defs/date_or_null"},
        "due_latest": {"$ref": "#/$defs/date_or_null"},
        "done": {"description": "The day on which it was done, where that is known.", "$ref": "#/$defs/date_or_null"},
        "met": {"description": "It was done in time; nothing is due any more.", "type": "boolean"},
        "time": {"description": "Hour and zone where the limit is finer than a day.", "type": ["string", "null"]},
        "status": {"enum": ["passed", "today", "soon", "later", "not_started", "unknown"]},
        "if_missed": {"type": "string"},
        "counting": {"type": "array", "items": {"type": "string"}},
        "provisional": {"description": "A year without an official notice of holidays is involved.", "type": "boolean"},
        "route": {"type": ["string", "null"]},
        "reading": {"type": ["string", "null"]},
        "source": {"$ref": "#/$defs/source"},
        "missing": {"type": "array", "items": {"type": "string"}}
      }
    },
    "task": {
      "type": "object",
      "required": ["id", "step", "track", "do", "by", "who", "needs", "why", "source"],
      "properties": {
        "id": {"type": "string"},
        "step": {"type": "integer", "minimum": 1, "maximum": 5},
        "track": {"$ref": "#/$defs/track"},
        "do": {"type": "string"},
        "by": {"$ref": "#/$defs/date_or_null"},
        "who": {"type": ["string", "null"]},
        "needs": {"type": "array", "items": {"type": "string"}},
        "why": {"type": "string"},
        "source": {"$ref": "#/$defs/source"}
      }
    },
    "evidence_item": {
      "type": "object",
      "required": ["kind", "have", "for", "form", "why", "source"],
      "properties": {
        "kind": {"type": "string"},
        "have": {"type": "boolean"},
        "for": {"description": "Ids of routes.", "type": "array", "items": {"type": "string"}},
        "form": {
          "description": "original, notarised, apostilled, translated, ...",
          "type": "array",
          "items": {"type": "string"}
        },
        "why": {"type": "string"},
        "source": {"$ref": "#/$defs/source"}
      }
    },
    "warning": {
      "type": "object",
      "required": ["id", "severity", "text", "source"],
      "properties": {
        "id": {"type": "string"},
        "severity": {"enum": ["stop", "warn", "note"]},
        "text": {"type": "string"},
        "source": {"$ref": "#/$defs/source"}
      }
    },
    "question": {
      "type": "object",
      "required": ["field", "ask", "changes"],
      "properties": {
        "field": {"description": "The fact by its path in the case file.", "type": "string"},
        "ask": {"type": "string"},
        "changes": {"type": "string"}
      }
    },
    "counterfactual": {
      "type": "object",
      "required": ["change", "effect"],
      "properties": {"change": {"type": "string"}, "effect": {"type": "string"}}
    },
    "rate": {
      "type": "object",
      "required": ["text", "source"],
      "properties": {"text": {"type": "string"}, "source": {"$ref": "#/$defs/source"}}
    }
  }
}
)schema";
}

} // namespace recourse::codec
