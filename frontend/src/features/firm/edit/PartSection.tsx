import { useEffect, useState } from "react";
import { useOwnerTexts } from "@/i18n/owner";
import { newRef } from "@/lib/newRef";
import { levelOf } from "@/lib/visibility";
import { OUTLINE, TEXT } from "@/ui/styles";
import { VisibilitySelect } from "@/ui/VisibilitySelect";
import { type Piece, Section } from "./Editor";
import type { Kind } from "./fields";
import { useNames } from "./names";
import { ProfileInput } from "./ProfileField";
import { fieldsOf, type PartKind, withoutPart, withPart } from "./profile";

interface Props extends Piece {
  kind: PartKind;
}

/** The capabilities, or the facilities: each to open, with who sees the whole of it and each field. */
export function PartSection({ kind, ...piece }: Props) {
  const { firm: texts, fields } = useOwnerTexts();
  const { draft, onChange } = piece;
  const [added, setAdded] = useState<string>();

  useEffect(() => {
    if (added) document.getElementById(`${kind}/${added}/${FIRST[kind]}`)?.focus();
  }, [added, kind]);

  function add() {
    const ref = newRef();
    onChange(withPart(draft, kind, ref));
    setAdded(ref);
  }

  const isCapability = kind === "capabilities";
  return (
    <Section title={fields[kind]}>
      <p>{isCapability ? texts.capabilitiesLead : texts.facilitiesLead}</p>
      {draft[kind].map((ref) => (
        <Part key={ref} kind={kind} partRef={ref} startsOpen={ref === added} {...piece} />
      ))}
      <p>
        <button className={OUTLINE} onClick={add} type="button">
          {isCapability ? texts.addCapability : texts.addFacility}
        </button>
      </p>
    </Section>
  );
}

const WIDE: readonly Kind[] = ["long", "list"];
const FIRST = { capabilities: "title", facilities: "name" };

interface PartProps extends Props {
  partRef: string;
  startsOpen: boolean;
}

function Part({ kind, partRef, startsOpen, ...piece }: PartProps) {
  const { firm: texts, visibility } = useOwnerTexts();
  const { draft, errors, onChange } = piece;
  const names = useNames(draft);
  const [isOpen, setOpen] = useState(startsOpen);
  const path = `${kind}/${partRef}`;
  const name = names.part(kind, partRef);
  const level = levelOf(draft.levels, path);
  const isFaulty = Object.keys(errors).some((item) => item.startsWith(`${path}/`));
  const shown = fieldsOf(kind).filter((field) => field.kind !== "mark");

  useEffect(() => {
    if (isFaulty) setOpen(true);
  }, [isFaulty]);

  return (
    <details
      className="min-w-0 rounded-8 border border-solid-gray-420"
      onToggle={(event) => setOpen(event.currentTarget.open)}
      open={isOpen}
    >
      <summary className="min-h-12 px-4 py-3">
        <h3 className="inline text-std-18B-160" lang="ja">
          {name}
        </h3>
        {level !== "public" && (
          <span className="ml-3 rounded-4 bg-yellow-50 px-2">{visibility.levels[level]}</span>
        )}
      </summary>
      <div className="grid grid-cols-1 gap-6 border-solid-gray-420 border-t p-4 md:p-6">
        <div className="max-w-[20rem]">
          <p className="font-700">{texts.wholePart}</p>
          <VisibilitySelect
            id={`${path}-visibility`}
            of={name}
            onChange={(next) => onChange({ ...draft, levels: { ...draft.levels, [path]: next } })}
            value={level}
          />
        </div>
        <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
          {shown.map((field) => (
            <div className={WIDE.includes(field.kind) ? "sm:col-span-2" : ""} key={field.name}>
              <ProfileInput
                {...piece}
                kind={field.kind}
                name={field.name}
                path={`${path}/${field.name}`}
              />
            </div>
          ))}
        </div>
        <FieldLevels kind={kind} path={path} {...piece} />
        <p>
          <button
            className={`${TEXT} text-error-2!`}
            onClick={() => onChange(withoutPart(draft, kind, partRef))}
            type="button"
          >
            {kind === "capabilities" ? texts.removeCapability : texts.removeFacility}
            <span className="sr-only">{texts.removeOf(name)}</span>
          </button>
        </p>
      </div>
    </details>
  );
}

/** Who sees each field of a part, for those few who want to say it that finely. */
function FieldLevels({ kind, path, draft, onChange }: Props & { path: string }) {
  const { firm: texts } = useOwnerTexts();
  const names = useNames(draft);
  const fields = fieldsOf(kind);
  const narrowed = fields.some(({ name }) => draft.levels[`${path}/${name}`]);
  return (
    <details className="rounded-8 bg-solid-gray-50 px-4 py-2" open={narrowed || undefined}>
      <summary className="min-h-11 py-2">{texts.perField}</summary>
      <p className="pb-4 text-solid-gray-700">{texts.perFieldLead}</p>
      <div className="grid grid-cols-1 gap-4 pb-4 sm:grid-cols-2">
        {fields.map(({ name }) => {
          const of = `${path}/${name}`;
          return (
            <div className="min-w-0" key={name}>
              <p className="font-700">{names.inPart(kind, name)}</p>
              <VisibilitySelect
                id={`${of}-visibility`}
                of={names.of(of)}
                onChange={(level) =>
                  onChange({ ...draft, levels: { ...draft.levels, [of]: level } })
                }
                value={levelOf(draft.levels, of)}
              />
            </div>
          );
        })}
      </div>
    </details>
  );
}
