import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FirmBrief } from "@/api";
import { useGatheringTexts } from "@/i18n/gathering";
import { useSpeech } from "@/i18n/language";
import { Failure } from "@/ui/Failure";
import { SelectInput } from "@/ui/forms/SelectInput";
import { TextInput } from "@/ui/forms/TextInput";
import { Loading } from "@/ui/Loading";
import { Section } from "@/ui/parts/Section";
import { OUTLINE, TEXT } from "@/ui/styles";
import { clustersQuestion, type FirmFilter, firmsQuestion } from "./questions";

interface Props {
  chosen: FirmBrief[];
  onAdd: (firms: FirmBrief[]) => void;
}

/** Finds firms by cluster and name, and adds them. */
export function Chooser({ chosen, onAdd }: Props) {
  const texts = useGatheringTexts();
  const clusters = useQuery(clustersQuestion);
  const [cluster, setCluster] = useState("");
  const [name, setName] = useState("");
  const [filter, setFilter] = useState<FirmFilter>();
  const names = clusters.data?.items.map((item) => item.name) ?? [];
  return (
    <Section title={texts.choose}>
      <form
        className="grid grid-cols-1 gap-4 rounded-8 bg-blue-50 p-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] sm:items-end"
        onSubmit={(event) => {
          event.preventDefault();
          setFilter({ cluster: cluster || undefined, name: name.trim() || undefined });
        }}
      >
        <SelectInput
          id="cluster"
          label={texts.cluster}
          onChange={setCluster}
          options={[
            { value: "", label: texts.anyCluster },
            ...names.map((value) => ({ value, label: value })),
          ]}
          value={cluster}
        />
        <TextInput id="firm-name" label={texts.firmName} onChange={setName} value={name} />
        <button className={OUTLINE} type="submit">
          {texts.find}
        </button>
      </form>
      {filter && <Candidates chosen={chosen} filter={filter} onAdd={onAdd} />}
    </Section>
  );
}

function Candidates({ filter, chosen, onAdd }: Props & { filter: FirmFilter }) {
  const texts = useGatheringTexts();
  const { number } = useSpeech();
  const found = useQuery(firmsQuestion(filter));
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failure error={found.error} retry={() => found.refetch()} />;
  const { items, next_cursor } = found.data;
  if (!items.length) return <p role="status">{texts.foundNone}</p>;
  const refs = chosen.map(({ firm_ref }) => firm_ref);
  return (
    <div className="grid grid-cols-1 gap-2">
      <p className="flex flex-wrap items-center gap-x-5" role="status">
        {texts.found(number(items.length))} {next_cursor && texts.foundMore}
      </p>
      <p>
        <button className={OUTLINE} onClick={() => onAdd(items)} type="button">
          {texts.addAll}
        </button>
      </p>
      <ul className="grid grid-cols-1 gap-x-6 sm:grid-cols-2">
        {items.map((firm) => (
          <li className="flex items-center justify-between gap-3" key={firm.firm_ref}>
            <span className="min-w-0" lang="ja">
              {firm.name}
              {firm.cluster && `（${firm.cluster}）`}
            </span>
            <button
              aria-disabled={refs.includes(firm.firm_ref)}
              className={TEXT}
              onClick={() => onAdd([firm])}
              type="button"
            >
              {refs.includes(firm.firm_ref) ? texts.added : texts.add}
              <span className="sr-only"> {firm.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
