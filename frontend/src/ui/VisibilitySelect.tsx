import type { VisibilityName } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { LEVELS } from "@/lib/visibility";
import { INPUT } from "./styles";

interface Props {
  id: string;
  /** Whose visibility it is: the name of the field that it stands beside. */
  of: string;
  value: VisibilityName;
  onChange: (level: VisibilityName) => void;
  error?: string;
}

/** Who sees one field. */
export function VisibilitySelect({ id, of, value, onChange, error }: Props) {
  const { t } = useSpeech();
  const { visibility } = useOwnerTexts();
  return (
    <div className="grid min-w-0 grid-cols-1 content-start gap-1">
      <label htmlFor={id}>
        {visibility.label}
        <span className="sr-only">{t.aside(of)}</span>
      </label>
      <select
        aria-invalid={!!error}
        className={`${INPUT} ${value === "public" ? "" : "bg-yellow-50 font-700"}`}
        id={id}
        onChange={(event) => onChange(event.target.value as VisibilityName)}
        value={value}
      >
        {LEVELS.map((level) => (
          <option key={level} value={level}>
            {visibility.levels[level]}
          </option>
        ))}
      </select>
    </div>
  );
}
