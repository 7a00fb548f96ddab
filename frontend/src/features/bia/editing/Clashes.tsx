import { useBiaTexts } from "@/i18n/bia";
import { SideBySide } from "@/ui/SideBySide";
import { nameIn } from "../case";
import { useWork } from "../work";

/** Both versions of what two people changed in a case. */
export function Clashes() {
  const { editing } = useWork();
  const label = useUnitName();
  return (
    <SideBySide
      differences={(editing.clashes ?? []).map(({ unit, mine, theirs, isMine }) => ({
        id: unit,
        label: label(unit),
        mine,
        theirs,
        prefers: isMine ? "mine" : "theirs",
      }))}
      onCancel={editing.cancel}
      onChoose={editing.resolve}
    />
  );
}

/** 「業務 P1 受注処理」 for `processes/P1`. */
function useUnitName() {
  const { records, fieldOf } = useBiaTexts();
  const { body } = useWork().editing.draft;
  return (unit: string) => {
    const [list = "", ref] = unit.split("/");
    if (ref === undefined) return fieldOf(list);
    const title = records[list as keyof typeof records]?.title ?? list;
    const known = body[list as "processes"] ?? [];
    return `${title} ${ref} ${nameIn(known, ref)}`;
  };
}
