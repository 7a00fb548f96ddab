import { useEffect, useState } from "react";
import { useBiaTexts } from "@/i18n/bia";
import { OUTLINE, TEXT } from "@/ui/styles";
import { freeRef } from "../case";
import { useWork } from "../work";
import { CaseField } from "./CaseField";
import { add, remove, textAt } from "./draft";
import type { RecordSpec } from "./fields";
import { type Place, recordsAt } from "./pointer";

interface Props {
  spec: RecordSpec;
  /** Of the record that holds them, where one does. */
  within?: Place;
}

/** Records of one kind, each to open, with all its fields. */
export function Records({ spec, within }: Props) {
  const { records: texts } = useBiaTexts();
  const { draft, change } = useWork().editing;
  const [added, setAdded] = useState<Place>();
  const place = within ? `${within}/${spec.name}` : spec.name;
  const records = recordsAt(draft.body, place);

  useEffect(() => {
    if (!added) return;
    document.getElementById(added)?.focus();
    setAdded(undefined);
  }, [added]);

  function append() {
    const numbered = records as readonly { ref: string }[];
    const ref = spec.prefix && { ref: freeRef(spec.prefix, numbered) };
    const first = spec.fields.find(({ name }) => !(spec.prefix && name === "ref"));
    change(add(draft, place, { ...spec.fresh, ...ref }));
    setAdded(`${place}/${records.length}/${first?.name}`);
  }

  const kind = texts[spec.name as keyof typeof texts];
  return (
    <div className="grid min-w-0 grid-cols-1 gap-3">
      {records.map((_, at) => (
        <OneRecord
          at={at}
          // biome-ignore lint/suspicious/noArrayIndexKey: its number may be typed over
          key={`${place}/${at}`}
          list={place}
          spec={spec}
          startsOpen={!!added?.startsWith(`${place}/${at}/`)}
        />
      ))}
      <p>
        <button className={OUTLINE} onClick={append} type="button">
          {kind.add}
        </button>
      </p>
    </div>
  );
}

interface OneProps {
  spec: RecordSpec;
  list: Place;
  at: number;
  startsOpen: boolean;
}

function OneRecord({ spec, list, at, startsOpen }: OneProps) {
  const { records: texts } = useBiaTexts();
  const { draft, faults } = useWork().editing;
  const place = `${list}/${at}`;
  const isFaulty = faults.some((fault) => `${fault.place}/`.startsWith(`${place}/`));
  const [isOpen, setOpen] = useState(startsOpen || list.includes("/")); // inside another, they are few and short
  const named = ["ref", "name", "customer"].map((name) => textAt(draft, `${place}/${name}`));
  const kind = texts[spec.name as keyof typeof texts];
  const name = named.filter(Boolean).join(" ") || kind.fresh;

  useEffect(() => {
    if (isFaulty) setOpen(true);
  }, [isFaulty]);

  return (
    <details
      className="min-w-0 rounded-8 border border-solid-gray-420"
      id={place}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      open={isOpen}
    >
      <summary className="min-h-12 px-4 py-3 font-700" lang="ja">
        {name}
      </summary>
      {isOpen && <Inside at={at} list={list} name={name} spec={spec} />}
    </details>
  );
}

/** The fields; those of a closed record are not drawn, since a case may have hundreds. */
function Inside({ spec, list, at, name }: Omit<OneProps, "startsOpen"> & { name: string }) {
  const { records: texts, edit } = useBiaTexts();
  const { draft, change } = useWork().editing;
  const place = `${list}/${at}`;
  return (
    <div className="grid grid-cols-1 gap-6 border-solid-gray-420 border-t p-4">
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {spec.fields.map((field) => (
          <div
            className={`min-w-0 ${field.kind === "long" ? "sm:col-span-2 lg:col-span-3" : ""}`}
            key={field.name}
          >
            <CaseField spec={field} within={place} />
          </div>
        ))}
      </div>
      {spec.inner?.map((inner) => (
        <div className="grid min-w-0 grid-cols-1 gap-2" key={inner.name}>
          <p className="font-700">{texts[inner.name as keyof typeof texts].title}</p>
          <Records spec={inner} within={place} />
        </div>
      ))}
      <p>
        <button
          className={`${TEXT} text-error-2!`}
          onClick={() => change(remove(draft, list, at))}
          type="button"
        >
          {edit.remove}
          <span className="sr-only">{edit.removeOf(name)}</span>
        </button>
      </p>
    </div>
  );
}
