import { useState } from "react";
import type { SearchAnswer } from "@/api";
import { useSpeech } from "@/i18n/language";
import { FACETS, type SearchState } from "@/lib/search";
import { DownIcon } from "@/ui/icons";
import { SkipLink } from "@/ui/SkipLink";
import { OUTLINE } from "@/ui/styles";
import { FacetGroup } from "./FacetGroup";

interface Props {
  facets: SearchAnswer["facets"];
  state: SearchState;
}

/** Ways to narrow the answer. On a narrow screen they stay folded until asked for. */
export function Facets({ facets, state }: Props) {
  const { t } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  return (
    <section
      aria-label={t.search.facets}
      className="grid grid-cols-1 content-start gap-4 print:hidden"
    >
      <SkipLink to="found">{t.search.toResults}</SkipLink>
      <button
        aria-controls="facets"
        aria-expanded={isOpen}
        className={`${OUTLINE} lg:hidden`}
        onClick={() => setOpen(!isOpen)}
        type="button"
      >
        {t.search.facets}
        <DownIcon />
      </button>
      <h2 className="hidden text-std-20B-150 lg:block">{t.search.facets}</h2>
      <div className={`${isOpen ? "grid" : "hidden"} grid-cols-1 gap-6 lg:grid`} id="facets">
        {FACETS.map((name) => (
          <FacetGroup key={name} name={name} state={state} values={facets[name] ?? []} />
        ))}
      </div>
    </section>
  );
}
