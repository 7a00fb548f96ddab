import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useSpeech } from "@/i18n/language";
import { usePageTexts } from "@/i18n/pages";
import { clustersQuestion } from "@/lib/clusters";
import { PURPOSES } from "@/lib/search";
import { Field } from "@/ui/Field";
import { INPUT, OUTLINE } from "@/ui/styles";
import type { BoardFilter as Narrowed } from "./questions";

/** Narrows the board by purpose and by the cluster of who is asking. */
export function BoardFilter({ filter }: { filter: Narrowed }) {
  const { t } = useSpeech();
  const page = usePageTexts();
  const navigate = useNavigate();
  const clusters = useQuery(clustersQuestion);
  const names = new Set(clusters.data?.items.map(({ name }) => name));
  if (filter.cluster) names.add(filter.cluster);

  function apply(form: FormData) {
    const cluster = String(form.get("cluster") ?? "") || undefined;
    const kind = PURPOSES.find((purpose) => purpose === form.get("kind"));
    navigate({ to: "/needs", search: { kind, cluster }, resetScroll: false });
  }

  return (
    <form
      aria-label={page.need.filter}
      className="grid grid-cols-1 gap-4 rounded-8 bg-blue-50 p-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] sm:items-end"
      key={JSON.stringify([filter, names.size])}
      onSubmit={(event) => {
        event.preventDefault();
        apply(new FormData(event.currentTarget));
      }}
    >
      <Field id="kind" label={t.field.purpose}>
        <select className={INPUT} defaultValue={filter.kind ?? ""} id="kind" name="kind">
          <option value="">{page.need.allKinds}</option>
          {PURPOSES.map((purpose) => (
            <option key={purpose} value={purpose}>
              {t.purpose[purpose]}
            </option>
          ))}
        </select>
      </Field>
      <Field id="cluster" label={t.field.cluster}>
        <select className={INPUT} defaultValue={filter.cluster ?? ""} id="cluster" name="cluster">
          <option value="">{page.need.allClusters}</option>
          {[...names].map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      <button className={OUTLINE} type="submit">
        {page.need.apply}
      </button>
    </form>
  );
}
