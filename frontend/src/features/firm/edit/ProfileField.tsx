import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { FIRM_KINDS } from "@/lib/search";
import { levelOf } from "@/lib/visibility";
import { describedBy, Field } from "@/ui/Field";
import { INPUT } from "@/ui/styles";
import { VisibilitySelect } from "@/ui/VisibilitySelect";
import type { Piece } from "./Editor";
import type { Kind } from "./fields";
import { useNames } from "./names";
import { partsOf } from "./profile";

interface Props extends Piece {
  path: string;
  name: string;
  kind: Kind;
}

const ALWAYS_SEEN = ["name", "kind"]; // by whoever sees that the firm is listed

/** One field of the firm, with who sees it beside it. */
export function ProfileField(props: Props) {
  const { path, draft, errors, onChange } = props;
  const names = useNames(draft);
  return (
    <div className="grid min-w-0 grid-cols-1 items-end gap-x-4 gap-y-2 sm:grid-cols-[minmax(0,1fr)_14rem]">
      <ProfileInput {...props} />
      {!ALWAYS_SEEN.includes(path) && (
        <VisibilitySelect
          error={errors[path]}
          id={`${path}-visibility`}
          of={names.of(path)}
          onChange={(level) => onChange({ ...draft, levels: { ...draft.levels, [path]: level } })}
          value={levelOf(draft.levels, path)}
        />
      )}
    </div>
  );
}

/** The input alone. */
export function ProfileInput({ path, name, kind, draft, errors, isOwn, onChange }: Props) {
  const { hints, firm: texts } = useOwnerTexts();
  const { t } = useSpeech();
  const names = useNames(draft);
  const [part] = partsOf(path);
  const hint = (hints as Record<string, string>)[name];
  const error = errors[path];
  const label = path.includes("/") ? names.inPart(part, name) : names.field(name);
  if (!isOwn && levelOf(draft.levels, path) === "private") {
    return (
      <div>
        <p className="font-700">{label}</p>
        <p className="text-solid-gray-700">{texts.reservedByFirm}</p>
      </div>
    );
  }
  const shared = {
    "aria-describedby": describedBy(path, { hint, error }),
    "aria-invalid": !!error,
    className: INPUT,
    id: path,
    value: draft.values[path] ?? "",
  };
  const change = (value: string) =>
    onChange({ ...draft, values: { ...draft.values, [path]: value } });
  return (
    <Field error={error} hint={hint} id={path} label={label}>
      {path === "kind" ? (
        <select {...shared} onChange={(event) => change(event.target.value)}>
          {FIRM_KINDS.map((item) => (
            <option key={item} value={item}>
              {t.firmKind[item]}
            </option>
          ))}
        </select>
      ) : kind === "place" ? (
        <select {...shared} onChange={(event) => change(event.target.value)}>
          <option value="">{texts.ownPlace}</option>
          {draft.facilities.map((ref) => (
            <option key={ref} value={ref}>
              {names.part("facilities", ref)}
            </option>
          ))}
        </select>
      ) : kind === "long" ? (
        <textarea {...shared} onChange={(event) => change(event.target.value)} rows={4} />
      ) : (
        <input
          {...shared}
          autoComplete="off"
          inputMode={kind === "whole" ? "numeric" : kind === "number" ? "decimal" : undefined}
          onChange={(event) => change(event.target.value)}
          type="text"
        />
      )}
    </Field>
  );
}
