import { useOwnerTexts } from "@/i18n/owner";
import { levelOf } from "@/lib/visibility";
import { VisibilitySelect } from "@/ui/VisibilitySelect";
import type { Piece } from "./Editor";

/** Who sees that the firm is listed at all, and what stands beside the profile. */
export function Listing({ draft, errors, onChange }: Piece) {
  const { firm: texts, fields } = useOwnerTexts();
  return (
    <div className="grid grid-cols-1 gap-6 sm:grid-cols-2 lg:grid-cols-4">
      <div className="min-w-0">
        <p className="font-700">{texts.listing}</p>
        <VisibilitySelect
          error={errors.listing}
          id="listing"
          of={texts.listing}
          onChange={(listing) => onChange({ ...draft, listing })}
          value={draft.listing}
        />
      </div>
      {(["contact", "succession", "ties"] as const).map((path) => (
        <div className="min-w-0" key={path}>
          <p className="font-700">{fields[path]}</p>
          <VisibilitySelect
            error={errors[path]}
            id={`${path}-visibility`}
            of={fields[path]}
            onChange={(level) => onChange({ ...draft, levels: { ...draft.levels, [path]: level } })}
            value={levelOf(draft.levels, path)}
          />
        </div>
      ))}
      <p className="text-solid-gray-700 sm:col-span-2 lg:col-span-4">
        {texts.listingLead}
        {texts.guardedLead}
      </p>
    </div>
  );
}
