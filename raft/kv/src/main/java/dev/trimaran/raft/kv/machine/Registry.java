package dev.trimaran.raft.kv.machine;

import dev.trimaran.raft.client.etcd.AlarmMember;
import dev.trimaran.raft.client.etcd.AlarmRequest;
import dev.trimaran.raft.client.etcd.AlarmType;
import dev.trimaran.raft.client.etcd.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What members published of themselves, and the alarms. Replaced, never changed. */
final class Registry {

  private volatile List<Member> members = List.of();
  private volatile List<AlarmMember> alarms = List.of();

  List<Member> members() {
    return members;
  }

  List<AlarmMember> alarms() {
    return alarms;
  }

  void publish(Member member) {
    List<Member> next = new ArrayList<>(members);
    next.removeIf(other -> other.getID() == member.getID());
    next.add(member);
    next.sort(Comparator.comparing(Member::getID, Long::compareUnsigned));
    members = List.copyOf(next);
  }

  /** Raises, clears or lists alarms; returns the ones concerned. */
  List<AlarmMember> alarm(AlarmRequest request) {
    return switch (request.getAction()) {
      case GET -> alarms.stream().filter(alarm -> matches(alarm, request.getAlarm())).toList();
      case ACTIVATE -> {
        AlarmMember raised =
            AlarmMember.newBuilder()
                .setMemberID(request.getMemberID())
                .setAlarm(request.getAlarm())
                .build();
        if (request.getAlarm() == AlarmType.NONE || alarms.contains(raised)) {
          yield alarms.contains(raised) ? List.of(raised) : List.of();
        }
        List<AlarmMember> next = new ArrayList<>(alarms);
        next.add(raised);
        alarms = List.copyOf(next);
        yield List.of(raised);
      }
      case DEACTIVATE -> {
        List<AlarmMember> cleared =
            alarms.stream()
                .filter(alarm ->
                    alarm.getMemberID() == request.getMemberID()
                        && alarm.getAlarm() == request.getAlarm())
                .toList();
        alarms = alarms.stream().filter(alarm -> !cleared.contains(alarm)).toList();
        yield cleared;
      }
      case UNRECOGNIZED -> List.of();
    };
  }

  private static boolean matches(AlarmMember alarm, AlarmType wanted) {
    return wanted == AlarmType.NONE || alarm.getAlarm() == wanted;
  }

  void replace(List<Member> newMembers, List<AlarmMember> newAlarms) {
    members = List.copyOf(newMembers);
    alarms = List.copyOf(newAlarms);
  }
}
